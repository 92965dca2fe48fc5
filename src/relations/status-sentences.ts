import type { DataIssue } from './data-status';
import type { Tongue } from './sentences';

/** What is said of issues of data, with a number in the place of `{n}`: behind the words, so that none has to agree with it. */
export const STATUS_PHRASES: Readonly<Record<Tongue, Readonly<Record<DataIssue['word'], string>>>> = {
  en: {
    noMembers: 'No active member is recorded',
    neverConfirmed: 'The organisation has not confirmed its members to the hub',
    stale: 'Days since the organisation last said who its members are: {n}',
    missingMembers: 'Members claimed but not recorded: {n}',
    moreThanReported: 'Members recorded beyond those claimed: {n}',
    unresolvedNames: 'Names on its roster that found no place: {n}',
  },
  fr: {
    noMembers: 'Aucun membre actif n’est enregistré',
    neverConfirmed: 'L’organisation n’a pas confirmé ses membres auprès du hub',
    stale: 'Jours depuis que l’organisation a indiqué ses membres : {n}',
    missingMembers: 'Membres annoncés mais non enregistrés : {n}',
    moreThanReported: 'Membres enregistrés au-delà de ceux annoncés : {n}',
    unresolvedNames: 'Noms de sa liste restés sans lieu : {n}',
  },
  es: {
    noMembers: 'No hay ningún miembro activo registrado',
    neverConfirmed: 'La organización no ha confirmado sus miembros al hub',
    stale: 'Días desde que la organización indicó quiénes son sus miembros: {n}',
    missingMembers: 'Miembros anunciados pero no registrados: {n}',
    moreThanReported: 'Miembros registrados además de los anunciados: {n}',
    unresolvedNames: 'Nombres de su lista que quedaron sin lugar: {n}',
  },
  ar: {
    noMembers: 'لا يوجد أي عضو نشط مسجل',
    neverConfirmed: 'لم تؤكد المنظمة أعضاءها لدى المنصة',
    stale: 'عدد الأيام منذ أن ذكرت المنظمة أعضاءها: {n}',
    missingMembers: 'عدد الأعضاء المعلن عنهم وغير المسجلين: {n}',
    moreThanReported: 'عدد الأعضاء المسجلين زيادة على المعلن عنهم: {n}',
    unresolvedNames: 'عدد الأسماء في قائمتها التي لم يُعرف مكانها: {n}',
  },
};
