import { fold } from '../platform/fold';

/** Whether a word is that for a member, present or past, in any of the languages of rosters; null when it is neither. */
export function statusNamed(text: string): 'ACTIVE' | 'EXPIRED' | null {
  const folded = fold(text);
  if (ACTIVE.test(folded)) return 'ACTIVE';
  return OVER.test(folded) ? 'EXPIRED' : null;
}

const ACTIVE =
  /^(?:(?:active|current|present) member|active|current|member|(?:membre|adherent)(?: actif)?|actif|(?:miembro|socio|socia)(?: activ[oa])?|activ[oa]|(?:aktives )?mitglied|aktiv|(?:membro|associado)(?: ativo)?|ativo|(?:membro|socio) attivo|attivo|نشط|عضو(?: نشط| فاعل)?)$/;
const OVER =
  /^(?:(?:former|past|ex) member|expired|ended|former|withdrawn|left|expire|(?:ancien|ex) (?:membre|adherent)|retire|baja|(?:antiguo |ex ?)(?:miembro|socio)|منتهي|عضو سابق|ausgetreten|ehemalig|(?:ehemaliges|ex) mitglied|ex membro|cessato)$/;
