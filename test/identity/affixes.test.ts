import { AFFIX_WORDS } from '../../src/identity/affix-words';
import { bare } from '../../src/identity/affixes';
import { fold } from '../../src/platform/fold';

describe('words of authorities', () => {
  it('are known in at least 20 languages', () => {
    expect(Object.keys(AFFIX_WORDS).length).toBeGreaterThanOrEqual(20);
  });

  it.each([
    ['City of Dunedin', 'dunedin'],
    ['Invercargill City Council', 'invercargill'],
    ['Mairie de Dakar', 'dakar'],
    ["Ville d'Annecy", 'annecy'],
    ['Ayuntamiento de Cuenca', 'cuenca'],
    ['Ajuntament de Reus', 'reus'],
    ['Prefeitura Municipal de Olinda', 'olinda'],
    ['Câmara Municipal do Funchal', 'funchal'],
    ['Comune di Matera', 'matera'],
    ['Landeshauptstadt Dresden', 'dresden'],
    ['Gemeente Delft', 'delft'],
    ['Uppsala kommun', 'uppsala'],
    ['Örebro kommun', 'orebro'],
    ['Odense Kommune', 'odense'],
    ['Oulun kaupunki', 'oulu'],
    ['Tartu linn', 'tartu'],
    ['Kauno miesto savivaldybė', 'kauno'],
    ['Gmina Opole', 'opole'],
    ['Statutární město Brno', 'brno'],
    ['Mestna občina Kranj', 'kranj'],
    ['Grad Zadar', 'zadar'],
    ['Bashkia Korçë', 'korce'],
    ['Primăria Municipiului Arad', 'arad'],
    ['Bursa Büyükşehir Belediyesi', 'bursa'],
    ['Δήμος Βόλου', 'βολου'],
    ['город Казань', 'казань'],
    ['Община Варна', 'варна'],
    ['جماعة تطوان', 'تطوان'],
    ['بلدية صور', 'صور'],
    ['شهرداری شیراز', 'شيراز'],
    ['Kota Bandung', 'bandung'],
    ['Thành phố Huế', 'hue'],
    ['札幌市', '札幌'],
    ['부산광역시', '부산'],
  ])('are taken off %s', (name, left) => {
    const { names, level } = bare(fold(name), null);
    expect(names).toContain(fold(left));
    expect(level).toBeNull();
  });

  it('leave an article that belongs to the name', () => {
    expect(bare('ayuntamiento de la oliva', 'ES').names).toEqual(expect.arrayContaining(['la oliva', 'oliva']));
  });

  it('leave names that only begin like one', () => {
    expect(bare('villeneuve', 'FR').names).toEqual(['villeneuve']);
    expect(bare('grado', 'IT').names).toEqual(['grado']);
  });

  it.each([
    ['Wexford County', 'IE', 'COUNTY'],
    ['Zamora Province', 'ES', 'PROVINCE'],
    ['Provincia di Siracusa', 'IT', 'PROVINCE'],
    ['Kanagawa Prefecture', 'JP', 'PROVINCE'],
    ['神奈川県', 'JP', 'PROVINCE'],
    ['Tomsk Oblast', 'RU', 'PROVINCE'],
    ['Омская область', 'RU', 'PROVINCE'],
    ['إقليم ورزازات', 'MA', 'PROVINCE'],
    ['جهة مراكش', 'MA', 'REGION'],
    ['Conseil régional de Bretagne', 'FR', 'REGION'],
    ['Landkreis Celle', 'DE', 'COUNTY'],
    ['Skåne län', 'SE', 'COUNTY'],
    ['Gyeonggi-do', 'KR', 'PROVINCE'],
    ["Communauté d'agglomération du Niortais", 'FR', 'UNION'],
    ['Unione dei Comuni Valle del Savio', 'IT', 'UNION'],
  ])('tell that %s is no city', (name, country, level) => {
    expect(bare(fold(name), country).level).toBe(level);
  });

  it('tell nothing of a municipality whose title says provincial', () => {
    expect(bare(fold('Municipalidad Provincial de Trujillo'), 'PE').level).toBeNull();
  });
});
