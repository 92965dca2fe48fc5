import * as fc from 'fast-check';
import { bytesOf, type CodePage, textOf } from '../../src/identity/encodings';
import { LOST, otherReadings, repair } from '../../src/identity/repair';
import { fold } from '../../src/platform/fold';

const NAMES = ['Győr', 'Bodø', 'Besançon', 'Çanakkale', 'Łódź', 'طنجة', 'Αθήνα', 'Казань', '札幌', 'São Luís'];

describe('repairing a name', () => {
  it.each(NAMES)('leaves %s alone', (name) => {
    expect(repair(name)).toBe(name);
  });

  it.each(
    NAMES.flatMap((name) => (['windows-1252', 'iso-8859-1', 'windows-1256'] as const).map((page) => [name, page] as [string, CodePage])),
  )('undoes UTF-8 of %s read as %s', (name, page) => {
    const broken = textOf(Buffer.from(name, 'utf8'), page);
    expect(repair(broken)).toBe(name);
  });

  it('undoes it when it happened twice', () => {
    const once = textOf(Buffer.from('Besançon', 'utf8'), 'windows-1252');
    expect(repair(textOf(Buffer.from(once, 'utf8'), 'windows-1252'))).toBe('Besançon');
  });

  it('undoes it in one part of a name', () => {
    expect(repair('Győr-GyÅ‘r')).toBe('Győr-Győr');
  });

  it.each([
    ['Bod<c3><b8>', 'Bodø'],
    ['Bod<U+00F8>', 'Bodø'],
    ['Bod\\u00f8', 'Bodø'],
    ['Bod\\xc3\\xb8', 'Bodø'],
    ['Bod%C3%B8', 'Bodø'],
    ['Bod&#248;', 'Bodø'],
    ['B&eacute;ziers', 'Béziers'],
    ['100% Bodø', '100% Bodø'],
  ])('reads the escapes of %s', (escaped, name) => {
    expect(repair(escaped)).toBe(name);
  });

  it.each(['Besan?on', 'Besan<U+0327>on', 'Besan\u0081on'])('marks the letter that %s lost', (broken) => {
    expect(repair(broken)).toBe(`Besan${LOST}on`);
  });

  it('takes Greek and Cyrillic look-alikes within Latin words for the Latin letters', () => {
    expect(repair('Pοrtο')).toBe('Porto');
    expect(repair('Αθήνα')).toBe('Αθήνα');
  });

  it('offers Arabic and Cyrillic that was saved in one code page and opened in another', () => {
    const opened = (name: string, saved: CodePage) => textOf(bytesOf(name, saved)!, 'windows-1252');
    expect(otherReadings(opened('طنجة', 'windows-1256'))).toContain('طنجة');
    expect(otherReadings(opened('Казань', 'windows-1251'))).toContain('Казань');
  });

  it('never throws, and what it repaired folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const folded = fold(repair(name));
        expect(fold(folded)).toBe(folded);
        expect(otherReadings(name)).toBeInstanceOf(Array);
      }),
    );
  });

  it('repairs any name of letters beyond ASCII that was misread', () => {
    const letters = fc
      .string({ unit: fc.constantFrom(...'abcdeéèüöñçłőșřžطنجةوانβγδжзиџ'), minLength: 1, maxLength: 20 })
      .filter((name) => /[^\0-\x7f]/.test(name));
    fc.assert(
      fc.property(letters, fc.constantFrom<CodePage>('windows-1252', 'iso-8859-1', 'windows-1256'), (name, page) => {
        fc.pre(repair(name) === name);
        const misread = textOf(Buffer.from(name, 'utf8'), page);
        fc.pre(bytesOf(misread, page) !== undefined);
        expect(repair(misread)).toBe(name);
      }),
    );
  });
});
