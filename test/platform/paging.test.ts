import fc from 'fast-check';
import { type CursorValue, fromCursor, toCursor } from '../../src/platform/connection/cursor';
import { windowOf } from '../../src/platform/connection/page-args';
import { HubError } from '../../src/platform/errors';
import { globalId, parseGlobalId, uuidIn } from '../../src/platform/global-id';

describe('A cursor', () => {
  const types: CursorValue[] = ['date', 'uuid'];
  const values = fc.tuple(
    fc.oneof(
      fc.constant('-infinity'),
      fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    ),
    fc.uuid(),
  );

  it('leads back to its place', () => {
    fc.assert(fc.property(values, (place) => expect(fromCursor(toCursor(place), types, 'after')).toEqual(place)));
  });

  it('is refused when it is anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (text) => {
          expect(() => fromCursor(text, types, 'after')).toThrow(HubError);
        },
      ),
    );
  });

  it('of another order is refused', () => {
    expect(() => fromCursor(toCursor(['Tangier', '0'.repeat(8)]), types, 'before')).toThrow(
      '"before" is not a cursor of this list in this order.',
    );
  });
});

describe('A page', () => {
  it('has twenty entries when nothing is said', () => expect(windowOf({}).size).toBe(20));
  it('may be empty', () => expect(windowOf({ first: 0 }).size).toBe(0));
  it.each([{ first: -1 }, { first: 101 }, { last: -1 }, { last: 1_000_000 }, { first: 1, last: 1 }])('cannot be %p', (args) => {
    expect(() => windowOf(args)).toThrow(HubError);
  });
});

describe('A global id', () => {
  it('leads back to its type and key', () => {
    fc.assert(fc.property(fc.uuid(), (uuid) => expect(parseGlobalId(globalId('City', uuid))).toEqual({ type: 'City', key: uuid })));
  });
  it('is refused when it is anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => uuidIn(text, 'id')).toThrow('"id" takes an id of this hub')));
  });
});
