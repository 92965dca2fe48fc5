import { VERSION } from '../platform/project';
import { DEFAULT_TYPES, typeNamed } from './vocabulary';

/** Pixels of a preview. */
const PREVIEW = { width: 400, height: 150 };

/** What the service says about itself to a program that adds it. */
export function manifest(publicUrl: string, chain: readonly string[]) {
  const at = (path: string) => ({ service_url: publicUrl, service_path: `/reconcile${path}` });
  return {
    versions: ['0.1', '0.2'],
    name: 'City Federation Hub',
    identifierSpace: `${publicUrl}/reconcile/view/`,
    schemaSpace: `${publicUrl}/schema.graphql`,
    serviceVersion: VERSION,
    defaultTypes: DEFAULT_TYPES.map((type) => typeNamed(type, chain)),
    view: { url: `${publicUrl}/reconcile/view/{{id}}` },
    preview: { url: `${publicUrl}/reconcile/preview?id={{id}}`, ...PREVIEW },
    suggest: { entity: at('/suggest/entity'), property: at('/suggest/property'), type: at('/suggest/type') },
    extend: { propose_properties: at('/properties'), property_settings: [] },
    batchSize: 50,
  };
}
