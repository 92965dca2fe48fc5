import type { MembershipStatus } from '../catalog/vocabulary/membership';
import type { Tongue } from './sentences';

/** Sentences about access; `{a}` is the user, `{h}` who passes on, `{m}` what lies between, `{b}` the organisation of the rule. */
export interface AccessPhrases {
  readonly public: string;
  readonly publisher: string;
  readonly tier: string;
  readonly members: string;
  readonly named: string;
  readonly viaTier: string;
  readonly viaMembers: string;
  readonly viaNamed: string;
  /** Who passes on over several memberships: one more of them. */
  readonly between: string;
  readonly none: string;
  /** Between what is missing. */
  readonly and: string;
  /** A membership that is not active, by its status: of `{a}` in `{b}`. */
  readonly membership: Readonly<Record<MembershipStatus, string>>;
  readonly passingOn: string;
  readonly needsTier: string;
  readonly needsMembership: string;
  readonly needsName: string;
  readonly noRule: string;
}

export const ACCESS_PHRASES: Readonly<Record<Tongue, AccessPhrases>> = {
  en: {
    public: '{a} can use {title}: it is open to everybody.',
    publisher: '{a} publishes {title} itself.',
    tier: '{a} reaches {title} because it is {tier} of {b}.',
    members: '{a} reaches {title} because it is a member of {b}.',
    named: '{a} reaches {title} because it is named among those who may use it.',
    viaTier: '{a} reaches {title} because it belongs to {m}{h}, which is {tier} of {b} and may share with its members.',
    viaMembers: '{a} reaches {title} because it belongs to {m}{h}, which is a member of {b} and may share with its members.',
    viaNamed: '{a} reaches {title} because it belongs to {m}{h}, which is named among those who may use it and may share with its members.',
    between: '{o}, which belongs to ',
    none: '{a} does not reach {title} now: {why}.',
    and: '; ',
    membership: {
      INVITED: '{a} has not yet accepted the invitation of {b}',
      APPLIED: '{b} has not yet answered the application of {a}',
      ACTIVE: '{a} is a member of {b}',
      SUSPENDED: 'the membership of {a} in {b} is suspended',
      WITHDRAWN: '{a} has left {b}',
      EXPIRED: 'the membership of {a} in {b} has ended',
      DECLINED: 'a membership of {a} in {b} was declined',
      UNKNOWN: 'it is not known whether {a} is still a member of {b}',
    },
    passingOn: '{h} may use it, but may not pass it on to {a}',
    needsTier: 'it takes the tier {tier} of {b}',
    needsMembership: 'it takes a membership in {b}',
    needsName: 'it is for named actors, and {a} is not one of them',
    noRule: 'nothing is recorded about who may use it',
  },
  fr: {
    public: '{a} peut utiliser {title} : c’est ouvert à tous.',
    publisher: '{a} publie {title}.',
    tier: '{a} a accès à {title} au titre de {tier} auprès de {b}.',
    members: '{a} a accès à {title} comme membre de {b}.',
    named: '{a} a accès à {title} parce que son nom figure parmi les bénéficiaires.',
    viaTier: '{a} a accès à {title} par {m}{h}, au titre de {tier} auprès de {b}, avec le droit de partager avec ses membres.',
    viaMembers: '{a} a accès à {title} par {m}{h}, membre de {b}, avec le droit de partager avec ses membres.',
    viaNamed: '{a} a accès à {title} par {m}{h}, nommé parmi les bénéficiaires, avec le droit de partager avec ses membres.',
    between: '{o}, lui-même membre de ',
    none: '{a} n’a pas accès à {title} pour le moment : {why}.',
    and: ' ; ',
    membership: {
      INVITED: '{a} n’a pas encore accepté l’invitation de {b}',
      APPLIED: '{b} n’a pas encore répondu à la demande de {a}',
      ACTIVE: '{a} est membre de {b}',
      SUSPENDED: 'l’adhésion de {a} à {b} est suspendue',
      WITHDRAWN: '{a} a quitté {b}',
      EXPIRED: 'l’adhésion de {a} à {b} a pris fin',
      DECLINED: 'l’adhésion de {a} à {b} a été déclinée',
      UNKNOWN: 'on ne sait pas si {a} est encore membre de {b}',
    },
    passingOn: '{h} peut l’utiliser, mais ne peut pas le transmettre à {a}',
    needsTier: 'il faut le statut {tier} auprès de {b}',
    needsMembership: 'il faut être membre de {b}',
    needsName: 'c’est réservé à des bénéficiaires nommés, dont {a} ne fait pas partie',
    noRule: 'rien n’est enregistré sur ceux qui peuvent l’utiliser',
  },
  es: {
    public: '{a} puede usar {title}: está abierto a todos.',
    publisher: '{a} publica {title}.',
    tier: '{a} tiene acceso a {title} por su condición de {tier} en {b}.',
    members: '{a} tiene acceso a {title} como miembro de {b}.',
    named: '{a} tiene acceso a {title} porque figura entre los beneficiarios nombrados.',
    viaTier:
      '{a} tiene acceso a {title} a través de {m}{h}, por su condición de {tier} en {b}, con derecho a compartirlo con sus miembros.',
    viaMembers: '{a} tiene acceso a {title} a través de {m}{h}, miembro de {b}, con derecho a compartirlo con sus miembros.',
    viaNamed:
      '{a} tiene acceso a {title} a través de {m}{h}, que figura entre los beneficiarios, con derecho a compartirlo con sus miembros.',
    between: '{o}, a su vez miembro de ',
    none: '{a} no tiene acceso a {title} por ahora: {why}.',
    and: '; ',
    membership: {
      INVITED: '{a} aún no ha aceptado la invitación de {b}',
      APPLIED: '{b} aún no ha respondido a la solicitud de {a}',
      ACTIVE: '{a} es miembro de {b}',
      SUSPENDED: 'la membresía de {a} en {b} está suspendida',
      WITHDRAWN: '{a} ha dejado {b}',
      EXPIRED: 'la membresía de {a} en {b} ha terminado',
      DECLINED: 'la membresía de {a} en {b} fue rechazada',
      UNKNOWN: 'no se sabe si {a} sigue siendo miembro de {b}',
    },
    passingOn: '{h} puede usarlo, pero no puede compartirlo con {a}',
    needsTier: 'hace falta la condición de {tier} en {b}',
    needsMembership: 'hace falta ser miembro de {b}',
    needsName: 'es para beneficiarios nombrados, y {a} no es uno de ellos',
    noRule: 'no consta quién puede usarlo',
  },
  ar: {
    public: '{a}: استعمال {title} متاح للجميع.',
    publisher: '{a} هي الجهة الناشرة لـ {title}.',
    tier: 'يصل {title} إلى {a} بصفة {tier} لدى {b}.',
    members: 'يصل {title} إلى {a} بفضل العضوية في {b}.',
    named: 'يصل {title} إلى {a} لورود الاسم ضمن المستفيدين.',
    viaTier: 'يصل {title} إلى {a} بفضل العضوية في {m}{h}، ولها صفة {tier} لدى {b} ويحق لها مشاركته مع أعضائها.',
    viaMembers: 'يصل {title} إلى {a} بفضل العضوية في {m}{h}، وهي عضو في {b} ويحق لها مشاركته مع أعضائها.',
    viaNamed: 'يصل {title} إلى {a} بفضل العضوية في {m}{h}، وهي ضمن المستفيدين المسمين ويحق لها مشاركته مع أعضائها.',
    between: '{o}، وهي عضو في ',
    none: 'لا يصل {title} إلى {a} حاليًا: {why}.',
    and: '؛ ',
    membership: {
      INVITED: 'لم تُقبل بعد دعوة {b} الموجهة إلى {a}',
      APPLIED: 'لم يرد بعد من {b} جواب على طلب {a}',
      ACTIVE: '{a} عضو في {b}',
      SUSPENDED: 'عضوية {a} في {b} معلقة',
      WITHDRAWN: 'انسحاب {a} من {b}',
      EXPIRED: 'انتهت عضوية {a} في {b}',
      DECLINED: 'لم تتم عضوية {a} في {b}',
      UNKNOWN: 'لا يُعرف هل ما زالت عضوية {a} في {b} قائمة',
    },
    passingOn: 'يمكن استعماله من قبل {h}، دون حق نقله إلى {a}',
    needsTier: 'تلزم صفة {tier} لدى {b}',
    needsMembership: 'تلزم العضوية في {b}',
    needsName: 'هو لمستفيدين مسمين ليس {a} منهم',
    noRule: 'لم يُسجل من يحق له استعماله',
  },
};
