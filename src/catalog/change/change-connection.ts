import { connectionOf } from '../../platform/connection/connection';
import { Change } from './change.entity';

/** A page of changes, of the feed or of one thing. */
export const ChangeConnection = connectionOf('Change', () => Change);
