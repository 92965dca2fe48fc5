import fc from 'fast-check';
import { Circuit } from '../../src/federation/gateway/circuit';
import { PartnerState } from '../../src/federation/gateway/health';
import { isDeeper } from '../../src/federation/gateway/json-depth';
import { readRaw } from '../../src/federation/gateway/partner-answer';

describe('the circuit of a partner', () => {
  let now = 0;
  const broken = () => {
    now = 0;
    const circuit = new Circuit(() => now);
    const turns = Array.from({ length: 5 }, () => circuit.admit() && circuit.failed());
    expect(turns).toEqual([null, null, null, null, 'tripped']);
    return circuit;
  };

  it('opens after five failures in a row, and not after four and an answer', () => {
    const circuit = new Circuit(() => now);
    for (let time = 0; time < 4; time += 1) circuit.failed();
    expect(circuit.succeeded()).toBeNull();
    for (let time = 0; time < 4; time += 1) circuit.failed();
    expect(circuit.state).toBe('CLOSED');
    expect(broken().state).toBe('OPEN');
  });

  it('lets one request through after a rest, and all of them when that one is answered', () => {
    const circuit = broken();
    now = 4_999;
    expect(circuit.admit()).toBe(false);
    now = 5_000;
    expect([circuit.state, circuit.admit(), circuit.admit()]).toEqual(['HALF_OPEN', true, false]);
    expect(circuit.succeeded()).toBe('recovered');
    expect([circuit.state, circuit.admit(), circuit.admit()]).toEqual(['CLOSED', true, true]);
  });

  it('rests anew when the try fails; a failure that was on its way before says nothing', () => {
    const circuit = broken();
    expect(circuit.failed()).toBeNull();
    now = 5_000;
    circuit.admit();
    expect(circuit.failed()).toBe('failed-again');
    now = 9_999;
    expect(circuit.state).toBe('OPEN');
    now = 10_000;
    expect(circuit.state).toBe('HALF_OPEN');
  });
});

describe('the depth of JSON', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

  it('is told from the text as it would be from the value, whatever is quoted in it', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('[[[', '\\"[', ']}', '"'));
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(fc.integer(), text, fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(text, tie('json'), { maxKeys: 3 })),
    }));
    fc.assert(
      fc.property(json, fc.nat(6), (value, limit) => {
        expect(isDeeper(Buffer.from(JSON.stringify(value)), limit)).toBe(depthOf(value) > limit);
      }),
    );
  });

  it('is read without recursion, and no further than where it is too deep', () => {
    expect(isDeeper(Buffer.from('['.repeat(5_000_000)), 64)).toBe(true);
    expect(isDeeper(Buffer.from(`${'['.repeat(64)}${']'.repeat(64)}`), 64)).toBe(false);
  });
});

describe('requests to one partner', () => {
  it('are 32 at a time; more wait their turn, or as long as they can', async () => {
    const state = new PartnerState();
    const first = await Promise.all(Array.from({ length: 32 }, () => state.enter(1_000)));
    expect(first.every((isIn) => isIn)).toBe(true);
    expect(await state.enter(5)).toBe(false);
    const next = state.enter(60_000);
    state.left(true, 1);
    expect(await next).toBe(true);
    expect(await state.enter(5)).toBe(false);
  });

  it('are refused at once when 500 wait already', async () => {
    const state = new PartnerState();
    await Promise.all(Array.from({ length: 32 }, () => state.enter(1_000)));
    const waiting = Array.from({ length: 500 }, () => state.enter(200));
    const start = performance.now();
    expect(await state.enter(60_000)).toBe(false);
    expect(performance.now() - start).toBeLessThan(150);
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => false));
  });

  it('do not go out while the circuit is open, not even those that waited', async () => {
    const state = new PartnerState();
    await Promise.all(Array.from({ length: 32 }, () => state.enter(1_000)));
    const waiting = state.enter(60_000);
    for (let time = 0; time < 5; time += 1) state.circuit.failed();
    state.left(false, 1);
    expect([await waiting, await state.enter(1)]).toEqual([false, false]);
  });
});

describe('what a partner sent', () => {
  const answered = (body: string, more: object = {}) =>
    readRaw({ outcome: 'answered', status: 200, contentType: 'application/json', body: Buffer.from(body), ...more });

  it('is an answer only as GraphQL over HTTP has it', () => {
    expect(answered('{"data":{"x":1}}')).toEqual({ data: { x: 1 }, errors: [] });
    expect(answered('{"errors":[{"message":"no"}]}')).toEqual({ data: null, errors: [{ path: null }] });
    const wrong = ['', '[]', 'null', '{', '{"data":[]}', '{"data":null}', '{"data":{},"errors":{}}', '{}'];
    for (const body of wrong) expect([body, answered(body)]).toEqual([body, 'PARTNER_UNAVAILABLE']);
    for (const more of [{ status: 500 }, { contentType: 'text/html' }]) expect(answered('{"data":{}}', more)).toBe('PARTNER_UNAVAILABLE');
    expect(readRaw({ outcome: 'too-large' })).toBe('PARTNER_UNAVAILABLE');
    expect(readRaw({ outcome: 'timeout' })).toBe('PARTNER_TIMEOUT');
  });

  it('tells of errors their places alone, and of no more than ten', () => {
    const errors = [
      { message: 'secret', path: ['a', 0, 'b'] },
      { path: ['a b'] },
      { path: [{}] },
      7,
      ...Array.from({ length: 20 }, () => ({})),
    ];
    const read = answered(JSON.stringify({ data: null, errors }));
    const none = { path: null };
    expect(read).toEqual({ data: null, errors: [{ path: ['a', 0, 'b'] }, none, none, none, none, none, none, none, none, none] });
  });
});
