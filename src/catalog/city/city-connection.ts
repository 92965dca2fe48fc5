import { connectionOf } from '../../platform/connection/connection';
import { City } from './city.entity';

export const CityConnection = connectionOf('City', () => City);
