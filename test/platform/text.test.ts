import fc from 'fast-check';
import { fold } from '../../src/platform/fold';
import { acceptedLanguages, languageChain, textIn } from '../../src/platform/language';
import { isRightToLeft, scriptOf } from '../../src/platform/script';

describe('Folding a name', () => {
  it.each([
    ['Tétouan', 'TETOUAN'],
    ['طنجة', 'طنجه'],
    ['أكادير', 'اكادير'],
    ['الدّار البيضاء', 'الدار البيضاء'],
    ['İstanbul', 'istanbul'],
    ['Łódź', 'lodz'],
    ['Fontaine-l’Évêque', "fontaine l'eveque"],
    ['  New   York  ', 'new york'],
    ['Œuvre', 'oeuvre'],
  ])('takes %s and %s for the same', (one, other) => expect(fold(one)).toBe(fold(other)));

  it('keeps different names apart', () => expect(fold('Tripoli')).not.toBe(fold('Tripolis')));

  it('changes nothing when done again, and never makes a long name longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        expect(fold(fold(name))).toBe(fold(name));
        expect(fold(name).length).toBeLessThanOrEqual(400);
      }),
    );
  });

  it('folds a plain name as it folds the same name with an accent that is dropped', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (name) => expect(fold(name)).toBe(fold(`${name}\u0301`))));
  });

  it('leaves no sign that a pattern takes for another', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => expect(fold(name)).not.toMatch(/[%_\\\0]/)));
  });
});

describe('A language', () => {
  it('falls back to its parents, then to English', () => expect(languageChain('ar-MA', ['fr'])).toEqual(['ar-MA', 'ar', 'en']));
  it('is that of the request when none is asked', () => expect(languageChain(null, ['fr-CA', 'ar'])).toEqual(['fr-CA', 'fr', 'ar', 'en']));
  it('is English when nothing is said', () => expect(languageChain(undefined, [])).toEqual(['en']));
  it('reads a header by its qualities', () => expect(acceptedLanguages('fr;q=0.5, ar-ma, *;q=0.1, en;q=0')).toEqual(['ar-MA', 'fr']));
  it.each([undefined, '', '*', 'no such; header', ','])('takes nothing from the header %p', (header) =>
    expect(acceptedLanguages(header)).toEqual([]),
  );
  it('never fails on a header', () => {
    fc.assert(fc.property(fc.string(), (header) => expect(acceptedLanguages(header).length).toBeLessThanOrEqual(5)));
  });
  it('answers in any language rather than not at all', () => expect(textIn({ zgh: 'ⵟⴰⵏⵊⴰ' }, ['fr', 'en'])).toBe('ⵟⴰⵏⵊⴰ'));
});

describe('A script', () => {
  it.each([
    ['Tangier', 'Latn'],
    ['طنجة', 'Arab'],
    ['Танжер', 'Cyrl'],
    ['ⵟⴰⵏⵊⴰ', 'Tfng'],
    ['丹吉尔', 'Hani'],
    ['タンジェ', 'Kana'],
    ['12', 'Zyyy'],
  ])('of %s is %s', (name, script) => expect(scriptOf(name)).toBe(script));

  it('runs from right to left in Arabic and Hebrew', () => {
    expect(['Arab', 'Hebr', 'Latn'].map(isRightToLeft)).toEqual([true, true, false]);
  });
});
