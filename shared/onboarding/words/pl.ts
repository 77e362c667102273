import type { OnboardingWords } from '../words';

/** Polish. */
export const polish: OnboardingWords = {
  language: 'pl',
  welcome: {
    title: 'Dołącz swoją organizację',
    introduction:
      'Ta usługa chroni dane służbowe na prywatnych komputerach z Windows. Potrzebujesz konta, które może wyrazić zgodę za całą organizację, na przykład konta administratora globalnego.',
    whatHappens: 'Co się stanie:',
    steps: [
      'Logujesz się w Microsoft. O którą organizację chodzi, wynika wyłącznie z Twojego konta.',
      'Widzisz, co zostałoby utworzone, i możesz się jeszcze wycofać.',
      'Microsoft prosi, aby pozwolić usłudze odczytywać użytkowników i grupy, do których należą.',
    ],
    open: 'Twoja organizacja zostaje tu utworzona. Żaden komputer się nie zarejestruje, zanim nie wskażesz w Entra, czyje mogą.',
    listed: 'O utworzeniu Twojej organizacji decyduje operator tej usługi.',
    button: 'Zaloguj się',
  },
  confirmation: {
    title: 'To zostanie za chwilę utworzone',
    signedIn: 'Zalogowano jako {account}. Jeśli przejdziesz dalej:',
    points: [
      'Microsoft poprosi o zgodę dla dzierżawy {tenant}.',
      'Ta usługa utworzy dzierżawę pod nazwą podaną niżej, bez zasad i bez warunków użytkowania.',
      'Nic innego się nie zmieni: czyje komputery się tu rejestrują i gdzie, ustawia się przez npm run onboard albo w centrum administracyjnym Entra.',
    ],
    field: 'Nazwa organizacji, jaką pokazują jej komputery',
    button: 'Przejdź do zgody',
  },
  done: {
    title: '{organization} jest dołączona',
    introduction:
      'Żaden komputer się jeszcze nie rejestruje. To, co zostało, wymaga uprawnień w Twoim katalogu, których ta usługa nie ma:',
    onboard:
      'To nadaje Ci rolę Mam.Admin, zapisuje warunki użytkowania i pierwszą zasadę oraz wpisuje adresy w Mobility (MDM and WIP):',
    doctor: 'To mówi potem, czy wszystko się zgadza:',
  },
  closing: {
    title: 'Wróć do wiersza polecenia',
    text: 'Możesz zamknąć to okno. Wiersz polecenia sam zobaczy Twoją decyzję.',
  },
  refusal: {
    title: 'Twoja organizacja nie została dołączona',
    reference: 'Numer referencyjny',
    button: 'Zacznij od nowa',
    other: 'To się nie udało. Zacznij od nowa za jakiś czas.',
    reasons: {
      'onboarding.visit':
        'Ta strona nie należy do żadnego dołączania w tej przeglądarce albo należy do zakończonego. Zacznij od nowa.',
      'onboarding.sign-in': 'Logowanie przerwano albo nie zostało przyjęte. Zacznij od nowa.',
      'onboarding.other-tenant':
        'Zgodę wyrażono za inną organizację niż ta, do której się zalogowano. Niczego nie utworzono.',
      'onboarding.not-administrator':
        'Twoja organizacja dopuściła usługę już wcześniej, więc Twoje prawo do działania za nią nie zostało wykazane. Kto ma rolę Mam.Admin, może tu przejść dalej; npm run onboard nadaje ją administratorowi.',
      'onboarding.no-consent':
        'Nikt nie wyraził zgody za Twoją organizację, więc niczego nie utworzono. Możesz zacząć od nowa w każdej chwili.',
      'onboarding.name': 'Brakuje nazwy organizacji albo zawiera ona niedozwolone znaki.',
      'onboarding.listed': 'Tutaj dzierżawy tworzy operator usługi. Poproś o dzierżawę {tenant}:',
      'tenant.suspended': 'Operator usługi zawiesił tę organizację i tylko on może to cofnąć.',
    },
  },
};
