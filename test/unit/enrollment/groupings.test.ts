import { describe, expect, it } from 'vitest';
import { nameGroupings } from '../../../shared/enrollment/groupings';
import { newGuid } from '../../../shared/random';

describe('the AppLocker groupings of a generation', () => {
  it.each(['EdpExempt', 'contoso', '', `${newGuid()}EdpExempt`])(
    'are not named %j, because EdpExempt in a name flips the meaning of its list',
    (name) => {
      expect(() => nameGroupings(name, newGuid())).toThrow(TypeError);
      expect(() => nameGroupings(newGuid(), name)).toThrow(TypeError);
    },
  );

  it('are told apart by EdpExempt, in the exempt one only', () => {
    const [first, second] = [newGuid(), newGuid()];
    expect(nameGroupings(first, second)).toEqual({ protected: first, exempt: `${second}EdpExempt` });
  });
});
