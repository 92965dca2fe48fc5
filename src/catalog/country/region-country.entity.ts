import { Entity, PrimaryColumn } from 'typeorm';

/** A country of a region. */
@Entity('region_country')
export class RegionCountry {
  @PrimaryColumn('uuid', { name: 'region_id' })
  regionId!: string;

  @PrimaryColumn('text', { name: 'country_code' })
  countryCode!: string;
}
