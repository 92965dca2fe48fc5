import { LIMITS } from './limits';
import type { XmlEvent } from './xml';
import { broken } from './zip';

/** Texts that the cells of a workbook share. */
export async function sharedTexts(parts: AsyncIterable<readonly XmlEvent[]>): Promise<string[]> {
  const texts: string[] = [];
  const text = new TextCollector();
  for await (const events of parts)
    for (const event of events) {
      text.see(event);
      if (event.kind === 'close' && event.name === 'si') texts.push(text.taken());
      if (texts.length > LIMITS.sharedTexts) throw broken('has too many texts');
    }
  return texts;
}

/** Text of `t` and `v`, without the readings that East Asian cells carry along. */
export class TextCollector {
  private text = '';
  private isOn = false;
  private inReading = false;

  see(event: XmlEvent): void {
    if (event.kind === 'text') {
      if (this.isOn && !this.inReading && this.text.length <= LIMITS.cellCharacters) this.text += event.text;
      return;
    }
    const begins = event.kind === 'open';
    if (event.name === 'rPh') this.inReading = begins;
    if (event.name === 't' || event.name === 'v') this.isOn = begins;
  }

  taken(): string {
    const text = this.text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    this.text = '';
    return text.replace(/\p{Surrogate}/gu, '\uFFFD');
  }
}
