import type { OnboardingWords } from '../words';

/** Japanese. */
export const japanese: OnboardingWords = {
  language: 'ja',
  welcome: {
    title: '組織を登録する',
    introduction:
      'このサービスは、個人所有の Windows PC にある仕事用データを保護します。グローバル管理者など、組織全体について同意できるアカウントが必要です。',
    whatHappens: 'これから行われること:',
    steps: [
      'Microsoft にサインインします。対象の組織は、お使いのアカウントだけから決まります。',
      '作成される内容が表示され、ここでまだ取りやめることができます。',
      'ユーザーと所属グループの読み取りをこのサービスに許可するよう、Microsoft が求めます。',
    ],
    open: '組織がここに作成されます。Entra で対象を指定するまで、PC は登録されません。',
    listed: '組織を作成するかどうかは、このサービスの運営者が決めます。',
    button: 'サインイン',
  },
  confirmation: {
    title: 'これから作成される内容',
    signedIn: '{account} としてサインインしています。続行すると:',
    points: [
      'テナント {tenant} について、Microsoft が同意を求めます。',
      'このサービスは、下の名前でテナントを作成します。ポリシーと利用規約はまだありません。',
      'ほかには何も変わりません。どの PC をどこに登録するかは、npm run onboard または Entra 管理センターで設定します。',
    ],
    field: 'PC に表示される組織の名前',
    button: '同意に進む',
  },
  done: {
    title: '{organization} を登録しました',
    introduction: 'まだ PC は登録されません。残りの作業には、このサービスが持たないディレクトリの権限が必要です:',
    onboard:
      '次のコマンドは、Mam.Admin ロールを付与し、利用規約と最初のポリシーを保存し、Mobility (MDM and WIP) にアドレスを入力します:',
    doctor: '続いて次のコマンドが、すべて正しいかどうかを示します:',
  },
  closing: {
    title: 'コマンド ラインに戻る',
    text: 'このウィンドウは閉じてかまいません。決定内容はコマンド ラインが自動的に確認します。',
  },
  refusal: {
    title: '組織は登録されませんでした',
    reference: '参照番号',
    button: '最初からやり直す',
    other: 'うまくいきませんでした。しばらくしてからやり直してください。',
    reasons: {
      'onboarding.visit':
        'このページは、このブラウザーでの登録手続きに属していないか、手続きがすでに終わっています。最初からやり直してください。',
      'onboarding.sign-in': 'サインインが中断されたか、受け付けられませんでした。最初からやり直してください。',
      'onboarding.other-tenant': 'サインインした組織とは別の組織について同意が行われました。何も作成されていません。',
      'onboarding.not-administrator':
        'この組織は以前にサービスを許可しているため、組織を代表する権限が確認できません。Mam.Admin ロールを持つ人はここで続行できます。npm run onboard は管理者にそのロールを付与します。',
      'onboarding.no-consent':
        '組織についての同意がなかったため、何も作成されていません。いつでもやり直すことができます。',
      'onboarding.name': '組織の名前がないか、使用できない文字が含まれています。',
      'onboarding.listed':
        'ここではサービスの運営者がテナントを作成します。テナント {tenant} の作成を依頼してください:',
      'tenant.suspended': 'サービスの運営者がこの組織を停止しています。解除できるのは運営者だけです。',
    },
  },
};
