import { Column, Entity } from 'typeorm';
import { FactVersion } from '../../platform/fact';
import type { CollaborationRelation } from '../vocabulary/collaboration';

/** That one collaboration was adopted at, came out of, follows, ... another. */
@Entity('related_collaboration')
export class CollaborationLink extends FactVersion {
  @Column('uuid', { name: 'from_id' })
  fromId!: string;

  @Column('text')
  relation!: CollaborationRelation;

  @Column('uuid', { name: 'to_id' })
  toId!: string;
}
