import type { Translation } from './text.js';

/** German. */
export const words: Translation = {
  // en/first.ts
  'choose-video': 'Video auswählen',
  'choose-files': 'Dateien auswählen',
  'choose-another': 'Anderes Video auswählen',
  'choose-folder': 'Ordner auswählen',
  'drop-one': 'Video hier ablegen',
  'drop-many': 'Videos hier ablegen',
  'drop-more': 'Weitere hier ablegen',
  'drop-another': 'Anderes Video hier ablegen',
  'drop-now': 'Zum Hinzufügen loslassen',
  hint: 'MP4, MOV, MKV, WebM, MP3 und andere Video- oder Audioformate',
  'hint-limit': 'MP4, MOV, MKV, WebM, MP3 und andere Video- oder Audioformate, bis {most:bytes}',
  'file-input': 'Dateien zum Hochladen',
  'list-late': 'Liste der Uploads wird geladen …',
  'need-file': 'Wählen Sie ein Video aus.',
  'need-start': 'Starten Sie den Upload oder brechen Sie ihn ab.',
  'need-resume': 'Der Upload ist pausiert. Setzen Sie ihn fort oder brechen Sie ihn ab.',
  'need-finish': 'Warten Sie, bis der Upload fertig ist.',
  'need-mending': 'Eine Datei konnte nicht hochgeladen werden. Versuchen Sie es erneut oder entfernen Sie sie.',

  // en/rows.ts
  list: 'Uploads',
  'rejected.one': '{count} Datei wurde nicht hinzugefügt',
  'rejected.other': '{count} Dateien wurden nicht hinzugefügt',
  'summary.one': '{done} von {count} Datei hochgeladen',
  'summary.other': '{done} von {count} Dateien hochgeladen',
  'summary-failed': '{done} von {count} hochgeladen, {failed} fehlgeschlagen',
  start: 'Starten',
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  continue: 'Fortfahren',
  'choose-again': 'zum Fortfahren Datei noch einmal auswählen',
  retry: 'Erneut versuchen',
  cancel: 'Abbrechen',
  remove: 'Entfernen',
  'ask-cancel': 'Upload abbrechen?',
  keep: 'Nicht abbrechen',
  'cancel-upload': 'Upload abbrechen',
  dismiss: 'Ausblenden',
  of: '{action}: {name}',
  'start-all': 'Alle starten',
  'pause-all': 'Alle pausieren',
  'resume-all': 'Alle fortsetzen',
  'retry-all': 'Alle erneut versuchen',
  'dismiss-all': 'Alle ausblenden',
  progress: 'Fortschritt von {name}',
  'progress-all': 'Fortschritt aller Uploads',
  amount: '{sent} von {total}',
  'time-left': 'noch etwa {time}',
  soon: 'noch ein paar Sekunden',
  finishing: 'wird abgeschlossen',
  unplayable: 'Hochgeladen und gespeichert',
  safe: 'wartet auf den Server',
  'callback-failed': 'gespeichert, aber der Server dieser Website wurde nicht benachrichtigt',
  player: '{name} abspielen',
  'unknown-status': 'der Dienst meldet „{status}“',
  'said.start': '{name} wird hochgeladen',
  'said.quarter': '{percent} von {name} hochgeladen',
  'said.paused': '{name} ist pausiert',
  'said.resumed': '{name} wird fortgesetzt',
  'said.waiting': '{name} wartet. {reason}',
  'said.uploaded': '{name} ist hochgeladen',
  'said.ready': '{name} ist fertig',
  'said.canceled': '{name} wurde abgebrochen',
  'said.failed': '{name}: {error}',
  'said.rejected': '{name} wurde nicht hinzugefügt: {error}',
  'phase.selected': 'Wird geprüft',
  'phase.validated': 'Bereit zum Start',
  'phase.queued': 'In der Warteschlange',
  'phase.authorized': 'Verbindung wird hergestellt',
  'phase.uploading': 'Wird hochgeladen',
  'phase.uploaded': 'Hochgeladen',
  'phase.verified': 'Hochgeladen',
  'phase.processing': 'Wird verarbeitet',
  'phase.ready': 'Bereit zur Wiedergabe',
  'phase.paused': 'Pausiert',
  'phase.waiting': 'Wartet',
  'phase.failed': 'Fehlgeschlagen',
  'phase.doubted': 'Datei prüfen',
  'phase.canceled': 'Abgebrochen',
  'reason.offline': 'Sie sind offline. Sobald Sie wieder online sind, geht es automatisch weiter.',
  'reason.stalled': 'Die Verbindung stockt. Es geht automatisch weiter.',
  'reason.backing-off': 'Die Verbindung wurde unterbrochen. Gleich folgt ein neuer Versuch.',
  'reason.unreachable':
    'Der Speicherdienst antwortet nicht. Gleich folgt ein neuer Versuch. Besteht das Problem weiterhin, wenden Sie sich an die Betreiber dieser Website.',
  'reason.credentials': 'Die Berechtigung zum Hochladen wird erneuert.',
  'reason.backend': 'Der Server dieser Website antwortet nicht. Gleich folgt ein neuer Versuch.',
  'reason.sign-in': 'Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an und wählen Sie dann „Fortsetzen“.',
  'reason.captive-portal': 'Dieses Netzwerk verlangt zuerst eine Anmeldung. Öffnen Sie dazu eine beliebige Webseite.',
  'reason.other-tab': 'In einem anderen Tab dieses Browsers. Wenn er geschlossen wird, geht es hier weiter.',
  'reason.file-needed': 'Wählen Sie dieselbe Datei noch einmal aus, um fortzufahren.',
  'reason.permission':
    'Wählen Sie „Fortfahren“ und erlauben Sie den Zugriff auf die Datei, falls Sie danach gefragt werden.',
  'status.uploading': 'wartet auf die Datei',
  'status.uploaded': 'Datei ist angekommen',
  'status.transcoding': 'wird für die Wiedergabe umgewandelt',
  'status.checking': 'wird überprüft',
  'status.normal': 'bereit zur Wiedergabe',
  'status.blocked': 'gesperrt',
  'status.upload-failed': 'Upload fehlgeschlagen',
  'status.transcode-failed': 'Umwandlung fehlgeschlagen',
  'status.produce-failed': 'Produktion fehlgeschlagen',
  'status.missing': 'nicht gefunden',
  'status.forbidden': 'für diese Website nicht sichtbar',
  'status.unknown': 'in Bearbeitung',
  'clear-done': 'Fertige entfernen',
  move: 'Verschieben',
  'move-up': 'Nach oben',
  'move-down': 'Nach unten',
  'said.moved': '{name} steht jetzt an Stelle {place} von {count} in der Warteschlange',
  'left-out.one': '{count} andere Datei wurde übersprungen',
  'left-out.other': '{count} andere Dateien wurden übersprungen',
  'send-anyway': 'Trotzdem hochladen',
  unrecognised: 'nicht als Video oder Audio erkannt',

  // en/imports.ts
  'phase.importing': 'Wird importiert',
  'import.pending': 'wartet auf den Dienst',
  'import.processing': 'wird gleich abgerufen',
  'import.downloading': 'wird abgerufen',
  'import.downloaded': 'abgerufen',
  'import.download-failed': 'konnte nicht abgerufen werden',
  'import.uploading': 'wird gespeichert',
  'import.uploaded': 'gespeichert',
  'import.upload-failed': 'konnte nicht gespeichert werden',
  'import.succeeded': 'Datei ist angekommen',
  'import.canceled': 'abgebrochen',
  'import.missing': 'dem Dienst noch nicht bekannt',
  'import.unknown': 'in Bearbeitung',
  'import.unstoppable': 'lässt sich nicht mehr abbrechen',
  'said.importing': 'Der Dienst ruft {name} ab',
  'said.arrived': '{name} ist angekommen',
  'said.unstoppable': '{name} wird abgerufen und lässt sich nicht mehr abbrechen',
  'import-failed.upload-failed':
    'Die Datei wurde abgerufen, konnte aber nicht gespeichert werden. Versuchen Sie den Import erneut.',
  'import-failed.canceled':
    'Der Import wurde an anderer Stelle abgebrochen. Versuchen Sie es erneut, um trotzdem zu importieren.',
  'import-failed.missing': 'Der Dienst kennt diesen Import nicht mehr. Versuchen Sie den Import erneut.',
  'import-failed.address':
    'Der Import ist fehlgeschlagen. Prüfen Sie, ob sich die Adresse überall ohne Anmeldung öffnen lässt, und fügen Sie sie dann noch einmal ein.',
  'import-failed.said': 'Der Dienst meldet: {words}',

  // en/refusals.ts
  'field.title': 'Titel',
  'field.description': 'Beschreibung',
  'field.tags': 'Tags',
  'field.category': 'Kategorie',
  'refused.too-long': '{field}: zu lang für den Dienst. Kürzen Sie den Text und versuchen Sie es erneut.',
  'refused.too-many': '{field}: zu viele für den Dienst. Entfernen Sie einige und versuchen Sie es erneut.',
  'refused.characters':
    '{field}: Der Dienst akzeptiert einige der Zeichen nicht. Entfernen Sie Emojis und Ähnliches und versuchen Sie es erneut.',

  // en/errors.ts
  'error.file-empty':
    'Diese Datei ist leer. Exportieren oder kopieren Sie sie neu und wählen Sie sie dann noch einmal aus.',
  'error.file-no-extension':
    'Der Name dieser Datei hat keine Endung wie .mp4, daher ist ihr Format unbekannt. Ergänzen Sie eine und wählen Sie die Datei noch einmal aus.',
  'error.file-type':
    'Dateien vom Typ .{extension} werden hier nicht akzeptiert. Wählen Sie eine andere Datei oder wandeln Sie diese um.',
  'error.file-too-large':
    'Diese Datei ist {size:bytes} groß, erlaubt sind höchstens {most:bytes}. Wählen Sie eine kürzere oder kleinere Fassung aus.',
  'error.file-too-small':
    'Diese Datei ist {size:bytes} groß, nötig sind mindestens {least:bytes}. Wählen Sie eine andere aus.',
  'error.file-playlist': 'Eine Playlist (.m3u8) enthält das Video selbst nicht. Wählen Sie die Videodatei aus.',
  'error.file-duplicate': 'Diese Datei ist schon in der Liste.',
  'error.file-refused': 'Diese Datei wird hier nicht akzeptiert. Wählen Sie eine andere aus.',
  'error.file-changed':
    'Die Datei „{name}“ wurde auf dem Datenträger geändert, während sie hochgeladen wurde. Wählen Sie sie noch einmal aus, um den jetzigen Stand hochzuladen.',
  'error.file-differs':
    'Die Datei „{other}“ ist nicht die, deren Upload begonnen wurde, oder wurde seitdem geändert. Versuchen Sie es erneut mit „{name}“ im ursprünglichen Zustand oder entfernen Sie den Upload und beginnen Sie von vorn.',
  'error.file-unreadable':
    'Die Datei lässt sich nicht mehr lesen: Sie wurde geändert, verschoben oder gelöscht, oder ihr Laufwerk wurde entfernt. Stellen Sie sie wieder her und versuchen Sie es erneut oder wählen Sie sie noch einmal aus.',
  'error.url-invalid':
    'Das kann nicht importiert werden. Geben Sie die vollständige Adresse an, beginnend mit https://, ohne Benutzernamen und Passwort.',
  'error.url-scheme': 'Nur Adressen, die mit https:// oder http:// beginnen, können importiert werden.',
  'error.url-no-extension':
    'Diese Adresse hat keine Endung wie .mp4, daher ist ihr Format unbekannt. Verwenden Sie die Adresse der Datei selbst.',
  'error.url-duplicate': 'Diese Adresse ist schon in der Liste.',
  'error.import-failed':
    'Die Datei konnte nicht abgerufen werden. Prüfen Sie, ob sich ihre Adresse überall ohne Anmeldung öffnen lässt, und versuchen Sie es erneut.',
  'error.too-many-files': 'Für eine weitere Datei ist kein Platz. Entfernen Sie zuerst eine.',
  'error.title-empty': 'Der Titel ist leer. Geben Sie einen ein und versuchen Sie es erneut.',
  'error.title-too-long':
    'Der Titel hat {length} Zeichen, erlaubt sind höchstens {most}. Kürzen Sie ihn und versuchen Sie es erneut.',
  'error.title-characters':
    'Der Titel enthält Emojis, die der Dienst nicht akzeptiert. Entfernen Sie sie und versuchen Sie es erneut.',
  'error.description-too-long':
    'Die Beschreibung hat {length} Zeichen, erlaubt sind höchstens {most}. Kürzen Sie sie und versuchen Sie es erneut.',
  'error.description-characters':
    'Die Beschreibung enthält Emojis, die der Dienst nicht akzeptiert. Entfernen Sie sie und versuchen Sie es erneut.',
  'error.too-many-tags':
    'Es sind {count} Tags, erlaubt sind höchstens {most}. Entfernen Sie einige und versuchen Sie es erneut.',
  'error.tag-too-long': 'Der Tag „{tag}“ ist länger als {most} Zeichen. Kürzen Sie ihn und versuchen Sie es erneut.',
  'error.tag-characters':
    'Der Tag „{tag}“ enthält Emojis, die der Dienst nicht akzeptiert. Entfernen Sie sie und versuchen Sie es erneut.',
  'error.reference-id-invalid':
    'Die Referenz-ID dieser Seite muss aus 6 bis 64 Buchstaben, Ziffern, _ oder - bestehen. Wenden Sie sich an die Betreiber dieser Website.',
  'error.cover-type':
    'Das Titelbild dieses Videos ist weder PNG noch JPEG noch GIF. Wählen Sie ein anderes oder keines und versuchen Sie es erneut.',
  'error.cover-unreadable':
    'Dieses Bild lässt sich nicht als Titelbild verwenden. Wählen Sie ein PNG, JPEG oder GIF aus.',
  'error.cover-too-large':
    'Dieses Bild ist {size:bytes} groß, erlaubt sind höchstens {most:bytes}. Wählen Sie ein kleineres aus.',
  'error.cover-failed':
    'Das Titelbild konnte nicht hochgeladen werden. Versuchen Sie es erneut oder wählen Sie ein anderes oder keines.',
  'error.extend-too-long':
    'Diese Seite sendet zu viele Zusatzdaten mit dem Video. Wenden Sie sich an die Betreiber dieser Website.',
  'error.metadata-failed':
    'Diese Seite konnte die Angaben zum Video nicht liefern. Versuchen Sie es erneut. Besteht das Problem weiterhin, wenden Sie sich an die Betreiber dieser Website.',
  'error.text-refused':
    '{parameter}: Der Dienst akzeptiert diesen Text nicht. Ändern Sie ihn und versuchen Sie es erneut.',
  'error.category-unknown':
    'Der Dienst kennt diese Kategorie nicht. Wählen Sie eine andere und versuchen Sie es erneut.',
  'error.parameter-refused':
    'Der Dienst akzeptiert den Wert für {parameter} nicht, den diese Seite verlangt. Wenden Sie sich an die Betreiber dieser Website.',
  'error.no-endpoint':
    'Diese Seite gibt nicht an, wohin hochgeladen werden soll. Wenden Sie sich an die Betreiber dieser Website.',
  'error.backend-unreachable':
    'Der Server dieser Website ist nicht erreichbar. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  'error.backend-busy': 'Der Server dieser Website ist überlastet. Versuchen Sie es in einigen Minuten erneut.',
  'error.backend-sign-in': 'Sie sind nicht angemeldet. Melden Sie sich an und versuchen Sie es erneut.',
  'error.backend-refused':
    'Der Server dieser Website hat den Upload nicht erlaubt. Prüfen Sie, ob Sie hier hochladen dürfen, und versuchen Sie es erneut.',
  'error.backend-malformed':
    'Der Server dieser Website hat eine unverständliche Antwort gegeben. Versuchen Sie es erneut. Besteht das Problem weiterhin, wenden Sie sich an die Betreiber dieser Website.',
  'error.backend-unsupported':
    'Der Server dieser Website unterstützt das nicht. Wenden Sie sich an die Betreiber dieser Website.',
  'error.ticket-malformed':
    'Der Server dieser Website hat eine unlesbare Berechtigung ausgestellt. Versuchen Sie es erneut. Besteht das Problem weiterhin, wenden Sie sich an die Betreiber dieser Website.',
  'error.ticket-changed':
    'Die Berechtigung zum Hochladen hat sich zwischendurch geändert. Entfernen Sie die Datei und wählen Sie sie noch einmal aus.',
  'error.credentials-expired':
    'Die Berechtigung zum Hochladen ist abgelaufen. Versuchen Sie es erneut, um eine neue zu erhalten.',
  'error.credentials-dead':
    'Der Speicherdienst lehnt jede neue Berechtigung zum Hochladen ab. Versuchen Sie es später erneut. Besteht das Problem weiterhin, wenden Sie sich an die Betreiber dieser Website.',
  'error.signature-refused':
    'Der Speicherdienst akzeptiert die Signatur dieser Website nicht. Wenden Sie sich an die Betreiber dieser Website.',
  'error.clock-skew':
    'Die Uhr Ihres Geräts geht falsch. Lassen Sie die Uhrzeit automatisch einstellen und versuchen Sie es erneut.',
  'error.network':
    'Die Verbindung ist abgebrochen. Prüfen Sie sie und versuchen Sie es erneut: Was angekommen ist, bleibt erhalten.',
  'error.stalled':
    'Die Verbindung stockte zu lange. Prüfen Sie sie und versuchen Sie es erneut: Was angekommen ist, bleibt erhalten.',
  'error.captive-portal':
    'Dieses Netzwerk verlangt zuerst eine Anmeldung. Öffnen Sie dazu eine beliebige Webseite und versuchen Sie es erneut.',
  'error.storage-busy':
    'Der Speicherdienst ist überlastet. Versuchen Sie es in einigen Minuten erneut: Was angekommen ist, bleibt erhalten.',
  'error.storage-refused':
    'Der Speicherdienst erlaubt diesen Upload nicht. Wenden Sie sich an die Betreiber dieser Website.',
  'error.storage-misconfigured':
    'Der Speicherdienst ist nicht für Uploads von dieser Seite eingerichtet. Wenden Sie sich an die Betreiber dieser Website.',
  'error.storage-malformed':
    'Der Speicherdienst hat eine unverständliche Antwort gegeben. Versuchen Sie es erneut. Besteht das Problem weiterhin, wenden Sie sich an die Betreiber dieser Website.',
  'error.etag-hidden':
    'Der Speicherdienst ist für Uploads von dieser Seite nicht vollständig eingerichtet. Wenden Sie sich an die Betreiber dieser Website.',
  'error.upload-gone':
    'Der Speicherdienst hat den Anfang dieses Uploads nicht mehr. Versuchen Sie es erneut, um alles noch einmal hochzuladen.',
  'error.parts-differ':
    'Beim Speicherdienst liegt etwas anderes, als hochgeladen wurde. Versuchen Sie es erneut, um alles noch einmal hochzuladen.',
  'error.part-damaged':
    'Ein Teil der Datei wurde unterwegs immer wieder beschädigt. Wechseln Sie das Netzwerk und versuchen Sie es erneut.',
  'error.integrity': 'Die Datei ist beschädigt angekommen. Versuchen Sie es erneut, um sie noch einmal hochzuladen.',
  'error.transcode-failed':
    'Diese Datei konnte nicht umgewandelt werden. Vielleicht ist sie beschädigt oder kein Video. Prüfen Sie, ob sie auf Ihrem Gerät abgespielt wird, oder exportieren Sie sie noch einmal.',
  'error.upload-failed':
    'Der Dienst meldet, dass der Upload fehlgeschlagen ist. Versuchen Sie es erneut, um die Datei noch einmal hochzuladen.',
  'error.media-blocked':
    'Der Dienst hat dieses Video nach einer Überprüfung gesperrt. Wählen Sie ein anderes oder wenden Sie sich an die Betreiber dieser Website.',
  'error.media-missing':
    'Der Dienst kennt dieses Video nicht mehr, es wurde gelöscht. Wählen Sie die Datei noch einmal aus, um sie neu hochzuladen.',
  'error.media-forbidden':
    'Die Datei wurde hochgeladen, aber diese Website darf sie nicht einsehen. Wenden Sie sich an die Betreiber dieser Website.',
  'error.internal':
    'Auf dieser Seite ist etwas schiefgegangen. Versuchen Sie es erneut. Besteht das Problem weiterhin, laden Sie die Seite neu.',
  'error.file-not-media': 'Diese Datei ist vom Typ {kind}, also weder Video noch Audio. Wählen Sie eine andere aus.',
  'error.file-too-long':
    'Diese Datei ist {duration} lang, erlaubt sind hier höchstens {most}. Wählen Sie eine kürzere aus.',
  'error.file-cut-off':
    'Das Ende dieser Datei fehlt, daher lässt sie sich womöglich nicht abspielen. Kopieren oder exportieren Sie sie neu und wählen Sie sie noch einmal aus, oder laden Sie sie trotzdem hoch.',
  'error.file-mislabelled':
    'Diese Datei ist vom Typ {kind}, obwohl ihr Name auf .{extension} endet. Benennen Sie sie um und wählen Sie sie noch einmal aus, oder laden Sie sie trotzdem hoch.',
  'error.file-codec':
    'Der Dienst kann {codec} womöglich nicht umwandeln. Exportieren Sie die Datei zum Beispiel als H.264, oder laden Sie sie trotzdem hoch.',
  'error.file-no-tracks':
    'In dieser Datei ist weder Bild noch Ton. Exportieren Sie sie neu, oder laden Sie sie trotzdem hoch.',

  // en/cover.ts
  cover: 'Titelbild',
  'cover.choose': 'Titelbild auswählen',
  'cover.position': 'Position im Video',
  'cover.of': '{time} von {total}',
  'cover.frame': 'Standbild bei {time}',
  'cover.suggested': 'Vorgeschlagene Standbilder',
  'cover.use': 'Dieses Standbild verwenden',
  'cover.use-at': 'Standbild bei {time} verwenden',
  'cover.image': 'Bild auswählen',
  'cover.remove': 'Titelbild entfernen',
  'cover.chosen': 'Ihr Titelbild',
  'cover.removed': 'Titelbild entfernt',
  'cover.opening': 'Video wird geöffnet …',
  'cover.unshowable': 'Dieser Browser kann das Video nicht anzeigen. Wählen Sie ein Bild als Titelbild aus.',
  'cover.soundless': 'Diese Datei enthält kein Video. Wählen Sie ein Bild als Titelbild aus.',
  'cover.late': 'Der Upload hat begonnen: Sein Titelbild lässt sich hier nicht mehr auswählen.',
  'cover.sent': 'Das ist das Titelbild dieses Uploads.',

  // en/details.ts
  details: 'Details',
  'details-of': 'Details zu {name}',
  'no-category': 'Keine',
  'other-category': 'Nr. {id}',
  'tags-hint': 'Durch Kommas trennen.',
  'remove-tag': 'Tag {tag} entfernen',
  'of-most': '{count} von {most}',
  'fault.title-empty': 'Geben Sie einen Titel ein.',
  'fault.too-long': 'Um {over} Zeichen zu lang: Erlaubt sind höchstens {most}.',
  'fault.characters': 'Der Dienst akzeptiert keine Emojis. Entfernen Sie sie.',
  'fault.too-many': '{over} zu viel: Erlaubt sind höchstens {most}.',
  'fault.tag-too-long': 'Der Tag „{tag}“ ist zu lang: Erlaubt sind höchstens {most} Zeichen.',
  'fault.tag-characters': 'Der Tag „{tag}“ enthält Emojis, die der Dienst nicht akzeptiert. Entfernen Sie sie.',

  // en/media.ts
  'media.loading': 'Wird geladen',
  'media.tags': 'Kategorie und Tags',
  'versions.one': '{count} Fassung',
  'versions.other': '{count} Fassungen',
  encrypted: 'verschlüsselt',
  'definition.od': 'Original',
  'definition.auto': 'Adaptiv',
  'why.upload-failed': 'Die Datei ist nicht angekommen. Sie muss noch einmal hochgeladen werden.',
  'why.transcode-failed': 'Die Datei ist vielleicht beschädigt oder kein Video.',
  'why.produce-failed': 'Der Dienst konnte das Video nicht zusammenstellen.',
  'why.blocked': 'Der Dienst hat es nach einer Überprüfung nicht freigegeben.',
  'why.missing': 'Es wurde gelöscht, oder es hat nie existiert.',
  'why.forbidden': 'Es gehört jemand anderem, oder diese Website darf es nicht einsehen.',
  'storage.ia': 'Seltener Zugriff',
  'storage.archive': 'Archiviert',
  'storage.coldarchive': 'Langzeitarchiviert',
  'storage.sourceia': 'Original: seltener Zugriff',
  'storage.sourcearchive': 'Original archiviert',
  'storage.sourcecoldarchive': 'Original langzeitarchiviert',
  'storage.changing': 'Speicherklasse wird geändert',
  'storage.sourcechanging': 'Speicherklasse des Originals wird geändert',
  'storage-class': 'Gespeichert als {name}',
  'restore.processing': '{storage}, wird wiederhergestellt',
  'restore.success': '{storage}, wiederhergestellt',
  'restore.until': '{storage}, wiederhergestellt bis {date}',
  'restore.failed': '{storage}, konnte nicht wiederhergestellt werden',
  'look.sign-in': 'Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an und versuchen Sie es erneut.',
  'look.unsupported': 'Der Server dieser Website gibt keine Auskunft über den Status von Videos.',
  'look.refused': 'Der Server dieser Website gibt Ihnen keine Auskunft über dieses Video.',
  'look.no-endpoint':
    'Diese Seite gibt nicht an, welcher Server abzufragen ist. Wenden Sie sich an die Betreiber dieser Website.',
  'look.failed':
    'Der Status dieses Videos ließ sich nicht abfragen. Versuchen Sie es erneut. Besteht das Problem weiterhin, laden Sie die Seite neu.',

  // en/urls.ts
  urls: 'Adressen der Videos',
  'urls-hint': 'Eine pro Zeile. Der Dienst ruft die Dateien selbst ab, jeweils bis zu 20 GB.',
  'urls-title': 'Titel',
  'urls-title-hint': 'Ohne Angabe gilt der Dateiname',
  'urls-import': 'Importieren',
  'urls-import.one': '{count} Datei importieren',
  'urls-import.other': '{count} Dateien importieren',
  'urls-empty': 'Fügen Sie zuerst die Adresse eines Videos ein.',
  'urls-wrong.one': '{count} Adresse kann nicht importiert werden',
  'urls-wrong.other': '{count} Adressen können nicht importiert werden',
  'urls-line': 'Zeile {line}',
  'urls-go': 'Zu Zeile {line} gehen',
  'urls-same': 'Dies ist dieselbe Adresse wie in Zeile {line}. Entfernen Sie eine davon.',
  'urls-no-room':
    'In der Liste ist Platz für {most}. Entfernen Sie fertige Einträge und importieren Sie dann diese Adresse.',
  'urls-taken.one': '{count} Import wurde hinzugefügt.',
  'urls-taken.other': '{count} Importe wurden hinzugefügt.',
  'urls-late':
    'Ein Teil dieser Seite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und wählen Sie dann noch einmal „Importieren“.',

  // en/drop.ts
  'drag-all.one': 'Loslassen, um {count} Datei hinzuzufügen',
  'drag-all.other': 'Loslassen, um {count} Dateien hinzuzufügen',
  'drag-some.one': 'Loslassen, um {taken} von {count} Datei hinzuzufügen',
  'drag-some.other': 'Loslassen, um {taken} von {count} Dateien hinzuzufügen',
  'drag-type': 'Hier können nur Video- und Audiodateien hinzugefügt werden',
  'drag-accept': 'Dateien dieses Typs können hier nicht hinzugefügt werden',
  'drag-full': 'Die Liste ist voll. Entfernen Sie zuerst eine Datei.',
  'drag-room.one': 'Es ist noch Platz für {count} weitere Datei',
  'drag-room.other': 'Es ist noch Platz für {count} weitere Dateien',
  'drag-disabled': 'Zurzeit können keine Dateien hinzugefügt werden',
};
