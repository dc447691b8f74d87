"""How tables call their columns: one literal table of names in English, one of those in other languages.

Names are compared in their plain form (`meanings.plain`): lower case, without accents and anything but letters and
digits. No name means two things.
"""

# ruff: noqa: RUF001  words of other alphabets look like ours on purpose

from __future__ import annotations

# Meaning -> names, most telling first: the first that a table has wins.
ENGLISH = {
    "id": "event_id event_id_cnty globaleventid eventid id uid uuid incident_id case_id ref reference",
    "kind": (
        "event_type eventtype type kind category event_class incident_type event_kind layer attack_type eventcode "
        "event incident what attacktype1_txt cause cause_of_death type_of_event type_of_incident incident_category "
        "violation_type incident_event hostility type_of_strike_type nature_of_incident nature_of_event "
        "means_of_attack attack_context offence offense"
    ),
    "subtype": "sub_event_type event_subtype subtype event_mode sub_type subcategory",
    "title": "title headline name event_name summary label subject",
    "text": (
        "notes description text narrative details comments comment body content event_text story remarks "
        "source_headline where_description note what_happened event_description incident_description"
    ),
    "date": (
        "date event_date eventdate sqldate day day_date when occurred occurred_on incident_date date_of_event "
        "date_time datetime timestamp_utc reported_date dates date_of_incident event_dates incidentdate "
        "date_of_death date_of_occurrence dateofocc utc_date date_utc event_day"
    ),
    "start": "start_date date_start start startdate begin begin_date from_date first_seen date_from start_time",
    "end": "end_date date_end end enddate finish end_time until to_date last_seen date_to",
    "time": (
        "time event_time time_utc utc_time time_gmt time_of_event time_of_incident incident_time local_time "
        "time_local hour time_of_day"
    ),
    "year": "year_of_order year order_year iyear",
    "month": "month imonth",
    "day_of_month": "iday day_of_month",
    "lat": "latitude lat actiongeo_lat y ylat y_coord lat_dd gps_lat",
    "lon": "longitude lon lng long actiongeo_long x xlon x_coord lon_dd gps_lon gps_long",
    "zone": "zone utm_zone",
    "easting": "easting utm_easting utm_e utm_x",
    "northing": "northing utm_northing utm_n utm_y",
    "geometry": "geometry geom wkt geom_wkt the_geom shape geojson",
    "point": (
        "coordinates coordinate coords coord latlon lat_lon lat_long latlong latitude_longitude gps position "
        "gps_coordinates gps_location geolocation geo_location lat_lng latlng mgrs utm grid_reference grid "
        "grid_ref mgrs_grid mgrs_coordinates grid_coordinates usng coordinates_mgrs"
    ),
    "place": (
        "location place where place_name placename site location_name locality city town actiongeo_fullname "
        "facility where_coordinates area village village_town town_village settlement neighborhood neighbourhood "
        "place_of_death place_of_incident location_of_incident incident_location nearest_town site_name "
        "city_region town_region town_city city_town area_name location_description suburb"
    ),
    "admin2": "admin2 adm_2 adm2 district county raion rayon admin_2",
    "admin1": (
        "admin1 adm_1 province state region_name oblast governorate state_province adm1 admin_1 governorate_name "
        "region_state region"
    ),
    "country": ("country country_name nation country_txt country_territory countries country_or_territory"),
    "origin": "origin from supplier exporter source_country from_place origin_country sender departure",
    "destination": "destination to recipient importer to_place destination_country receiver arrival",
    "claimed_destination": "claimed_destination declared_destination stated_destination",
    "launch": "launch_site launch launched_from launch_location",
    "impact": "impact landing landed impact_site impact_location",
    "target": "target target_location target_place",
    "line_crossed": "line_crossed border_crossed",
    "quantity": (
        "quantity qty count number amount number_ordered num rounds missiles qty_best number_of_missiles "
        "numbers_delivered number_delivered"
    ),
    "low": "qty_low low low_estimate minimum_estimate",
    "best": "best best_estimate",
    "high": "qty_high high high_estimate",
    "killed": (
        "fatalities killed deaths dead nkill fatality death_toll nkilled num_killed people_killed total_killed "
        "kills fatalities_total deaths_total total_deaths civilians_killed total_fatalities number_killed "
        "no_killed kia persons_killed"
    ),
    "wounded": "wounded injured injuries nwound num_injured people_injured total_injured wia persons_injured hurt",
    "casualties": (
        "casualties victims number_of_casualties total_casualties killed_and_wounded killed_or_wounded "
        "killed_wounded dead_and_injured"
    ),
    "killed_low": (
        "killed_low min_killed killed_min minimum_killed killed_minimum fatalities_low fatalities_min "
        "deaths_low deaths_min min_deaths min_fatalities civilian_deaths_min killed_lower"
    ),
    "killed_high": (
        "killed_high max_killed killed_max maximum_killed killed_maximum fatalities_high fatalities_max "
        "deaths_high deaths_max max_deaths max_fatalities civilian_deaths_max killed_upper"
    ),
    "item": (
        "item weapon weapons weapon_designation weapon_description missile munition goods qty_item equipment "
        "weapon_type"
    ),
    "actor1": "actor1 actor1name actor_name actor side_a perpetrator attacker group source_name gname",
    "actor2": "actor2 actor2name recipient_name side_b target_name victim opponent",
    "assertion": "assertion",
    "reliability": "source_reliability reliability",
    "credibility": "info_credibility credibility information_credibility",
    "url": "source_url sourceurl url link href web_page",
    "publisher": "source publisher outlet source_office newspaper reported_by source_original",
    "published": "publication_date published doc_date date_published date_reported reported_on source_date",
    "revision": "revision",
    "supersedes": "supersedes",
}

# The same in Spanish, French, German, Russian, Ukrainian, Arabic, Turkish, Italian, Portuguese and Polish: a table that
# has one of these writes the day before the month.
FOREIGN = {
    "kind": (
        "tipo tipo_de_evento tipo_de_hecho tipo_de_incidente tipo_evento evento modalidad type_incident "
        "type_d_incident type_d_événement type_evenement événement ereignis ereignisart vorfall typ kategorie "
        "событие тип тип_события вид_события происшествие категория подія тип_події вид_події категорія نوع "
        "نوع_الحدث الحدث نوع_الحادث olay olay_türü tipo_de_ataque tipo_di_evento art_des_vorfalls "
        "art_des_ereignisses vorfallsart rodzaj_zdarzenia rodzaj zdarzenie typ_zdarzenia olayın_türü tür "
        "type_d_attaque tipo_de_acontecimento"
    ),
    "title": "titulo titre titel überschrift заголовок название назва العنوان başlık titolo tytuł",
    "text": (
        "descripcion resumen hechos detalle observaciones résumé détails beschreibung bemerkung bemerkungen "
        "zusammenfassung notizen описание примечание комментарий описание_события опис опис_події примітка "
        "коментар الوصف ملاحظات تفاصيل وصف_الحدث açıklama descrição resumo descrizione opis uwagi remarques "
        "remarque observations commentaires açıklamalar olay_özeti что_произошло що_сталося qué_pasó "
        "que_s_est_il_passé was_geschah ماذا_حدث ne_oldu"
    ),
    "date": (
        "fecha fecha_del_hecho fecha_del_evento date_de_l_incident date_de_l_événement date_evenement jour dia "
        "datum дата дата_события дата_події день التاريخ تاريخ تاريخ_الحدث tarih data_do_evento data_evento giorno "
        "data_zdarzenia olay_tarihi data_do_incidente когда коли cuando cuándo quand wann kiedy quando متى"
    ),
    "start": (
        "fecha_inicio fecha_de_inicio inicio date_de_début date_debut début beginn начало дата_начала початок "
        "дата_початку بداية تاريخ_البدء başlangıç inizio"
    ),
    "end": (
        "fecha_fin fecha_de_fin fecha_final fin date_de_fin date_fin ende окончание конец дата_окончания "
        "кінець дата_закінчення نهاية تاريخ_الانتهاء bitiş"
    ),
    "time": "hora heure uhrzeit zeit время час الوقت saat ora horário godzina",
    "year": "año année jahr год рік السنة سنة yıl anno",
    "month": "mes mois monat месяц місяць الشهر شهر mese",
    "lat": (
        "latitud breite breitengrad geogr_breite широта خط_العرض enlem latitudine szerokość szerokość_geograficzna"
    ),
    "lon": (
        "longitud länge längengrad geogr_länge долгота довгота خط_الطول boylam longitudine długość długość_geograficzna"
    ),
    "point": "coordenadas coordonnées koordinaten координаты координати الإحداثيات koordinatlar coordinate_gps",
    "place": (
        "lugar municipio localidad ciudad vereda lieu localité ville commune ort stadt gemeinde ortschaft место "
        "населенный_пункт город село пункт место_события місце місто населений_пункт локация локація المكان الموقع "
        "المدينة البلدة القرية yer şehir köy luogo città comune cidade município miejscowość miasto gmina "
        "lokalizacja local localidade localização lokalite mahalle где де donde dónde où wo gdzie onde dove أين "
        "nerede"
    ),
    "admin2": "distrito arrondissement cercle landkreis kreis район قضاء المديرية ilçe powiat ilçesi",
    "admin1": (
        "departamento provincia estado département bundesland область регион край регіон المحافظة محافظة الولاية "
        "regione województwo il ili região région wilaya gouvernorat comunidad_autónoma"
    ),
    "country": "pais pays land staat страна країна الدولة البلد دولة ülke paese kraj państwo",
    "quantity": (
        "cantidad numero número quantité anzahl menge количество число кількість العدد عدد sayı quantidade quantità"
    ),
    "killed": (
        "muertos fallecidos víctimas_mortales muertes asesinados morts tués décès getötete todesopfer tote погибло "
        "погибших погибшие убито убитых загинуло загиблих загиблі вбито القتلى قتلى عدد_القتلى الوفيات ölü "
        "ölü_sayısı mortos morti zabici zabitych ofiary_śmiertelne"
    ),
    "wounded": (
        "heridos lesionados blessés verletzte verwundete ранено раненых раненые пострадавшие поранено поранених "
        "поранені постраждалі الجرحى جرحى عدد_الجرحى الإصابات yaralı yaralı_sayısı feridos feriti ranni rannych"
    ),
    "item": "arma armas arme armes waffe waffen оружие вооружение зброя озброєння السلاح silah",
    "actor1": "perpetrador responsable grupo_armado täter исполнитель виновник виконавець الفاعل الجهة_المنفذة",
    "actor2": "víctima objetivo victime opfer жертва цель ціль الضحية kurban",
    "url": "enlace lien verweis ссылка посилання الرابط رابط bağlantı",
    "publisher": "fuente quelle источник джерело المصدر مصدر kaynak fonte źródło",
    "published": (
        "fecha_de_publicacion date_de_publication veröffentlicht дата_публикации дата_публікації تاريخ_النشر "
        "yayın_tarihi"
    ),
}
