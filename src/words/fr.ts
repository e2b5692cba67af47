import type { Translation } from './text.js';

/** French. */
export const words: Translation = {
  // en/first.ts
  'choose-video': 'Choisir une vidéo',
  'choose-files': 'Choisir des fichiers',
  'choose-another': 'Choisir une autre vidéo',
  'choose-folder': 'Choisir un dossier',
  'drop-one': 'Déposez une vidéo ici',
  'drop-many': 'Déposez des vidéos ici',
  'drop-more': 'Déposez-en d’autres ici',
  'drop-another': 'Déposez une autre vidéo ici',
  'drop-now': 'Relâchez pour ajouter',
  hint: 'MP4, MOV, MKV, WebM, MP3 et autres formats vidéo ou audio',
  'hint-limit': 'MP4, MOV, MKV, WebM, MP3 et autres formats vidéo ou audio, jusqu’à {most:bytes}',
  'file-input': 'Fichiers à envoyer',
  'list-late': 'Chargement de la liste des envois…',
  'need-file': 'Choisissez une vidéo.',
  'need-start': 'Démarrez l’envoi ou annulez-le.',
  'need-resume': 'L’envoi est en pause. Reprenez-le ou annulez-le.',
  'need-finish': 'Attendez la fin de l’envoi.',
  'need-mending': 'Un fichier n’a pas pu être envoyé. Réessayez ou retirez-le.',

  // en/rows.ts
  list: 'Envois',
  'rejected.one': '{count} fichier n’a pas été ajouté',
  'rejected.many': '{count} de fichiers n’ont pas été ajoutés',
  'rejected.other': '{count} fichiers n’ont pas été ajoutés',
  'summary.one': '{done} fichier envoyé sur {count}',
  'summary.many': 'Fichiers envoyés : {done} sur {count}',
  'summary.other': 'Fichiers envoyés : {done} sur {count}',
  'summary-failed': 'Envoyés : {done} sur {count}, échecs : {failed}',
  start: 'Démarrer',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  continue: 'Continuer',
  'choose-again': 'choisissez à nouveau le fichier pour continuer',
  retry: 'Réessayer',
  cancel: 'Annuler',
  remove: 'Retirer',
  'ask-cancel': 'Annuler l’envoi ?',
  keep: 'Ne pas annuler',
  'cancel-upload': 'Annuler l’envoi',
  dismiss: 'Masquer',
  of: '{action} : {name}',
  'start-all': 'Tout démarrer',
  'pause-all': 'Tout mettre en pause',
  'resume-all': 'Tout reprendre',
  'retry-all': 'Tout réessayer',
  'dismiss-all': 'Tout masquer',
  progress: 'Progression de {name}',
  'progress-all': 'Progression de tous les envois',
  amount: '{sent} sur {total}',
  'time-left': 'encore {time} environ',
  soon: 'encore quelques secondes',
  finishing: 'finalisation',
  unplayable: 'Envoyé et stocké',
  safe: 'en attente du serveur',
  'callback-failed': 'stocké, mais le serveur de ce site n’a pas été prévenu',
  player: 'Lire {name}',
  'unknown-status': 'le service indique « {status} »',
  'said.start': 'Envoi de {name}',
  'said.quarter': '{percent} de {name} envoyés',
  'said.paused': '{name} est en pause',
  'said.resumed': 'L’envoi de {name} reprend',
  'said.waiting': '{name} est en attente. {reason}',
  'said.uploaded': '{name} : envoi terminé',
  'said.ready': '{name} est disponible',
  'said.canceled': 'L’envoi de {name} a été annulé',
  'said.failed': '{name} : {error}',
  'said.rejected': 'Le fichier {name} n’a pas été ajouté : {error}',
  'phase.selected': 'Vérification',
  'phase.validated': 'Prêt à démarrer',
  'phase.queued': 'En file d’attente',
  'phase.authorized': 'Connexion',
  'phase.uploading': 'Envoi en cours',
  'phase.uploaded': 'Envoyé',
  'phase.verified': 'Envoyé',
  'phase.processing': 'Traitement en cours',
  'phase.ready': 'Prêt à être lu',
  'phase.paused': 'En pause',
  'phase.waiting': 'En attente',
  'phase.failed': 'Échec',
  'phase.doubted': 'Fichier à vérifier',
  'phase.canceled': 'Annulé',
  'reason.offline': 'Vous êtes hors ligne. Reprise automatique dès le retour de la connexion.',
  'reason.stalled': 'La connexion est bloquée. La reprise sera automatique.',
  'reason.backing-off': 'La connexion a été interrompue. Nouvelle tentative dans un instant.',
  'reason.unreachable':
    'Le service de stockage ne répond pas. Nouvelle tentative dans un instant. Si le problème persiste, prévenez les responsables de ce site.',
  'reason.credentials': 'Renouvellement de l’autorisation d’envoi.',
  'reason.backend': 'Le serveur de ce site ne répond pas. Nouvelle tentative dans un instant.',
  'reason.sign-in': 'Votre session a expiré. Reconnectez-vous, puis appuyez sur « Reprendre ».',
  'reason.captive-portal':
    'Ce réseau vous demande d’abord de vous identifier. Pour cela, ouvrez n’importe quelle page web.',
  'reason.other-tab': 'Dans un autre onglet de ce navigateur. Une fois cet onglet fermé, l’envoi continue ici.',
  'reason.file-needed': 'Choisissez à nouveau le même fichier pour continuer.',
  'reason.permission': 'Appuyez sur « Continuer » et, si la question vous est posée, autorisez l’accès au fichier.',
  'status.uploading': 'en attente du fichier',
  'status.uploaded': 'fichier reçu',
  'status.transcoding': 'conversion pour la lecture',
  'status.checking': 'en cours de vérification',
  'status.normal': 'prêt à être lu',
  'status.blocked': 'bloqué',
  'status.upload-failed': 'échec de l’envoi',
  'status.transcode-failed': 'échec de la conversion',
  'status.produce-failed': 'échec de la production',
  'status.missing': 'introuvable',
  'status.forbidden': 'non visible pour ce site',
  'status.unknown': 'en cours',
  'clear-done': 'Retirer les éléments terminés',
  move: 'Déplacer',
  'move-up': 'Monter',
  'move-down': 'Descendre',
  'said.moved': '{name} est en position {place} sur {count} dans la file d’attente',
  'left-out.one': '{count} autre fichier a été ignoré',
  'left-out.many': '{count} d’autres fichiers ont été ignorés',
  'left-out.other': '{count} autres fichiers ont été ignorés',
  'send-anyway': 'Envoyer quand même',
  unrecognised: 'non reconnu comme vidéo ou audio',

  // en/imports.ts
  'phase.importing': 'Importation en cours',
  'import.pending': 'en attente du service',
  'import.processing': 'récupération imminente',
  'import.downloading': 'récupération en cours',
  'import.downloaded': 'récupéré',
  'import.download-failed': 'récupération impossible',
  'import.uploading': 'stockage en cours',
  'import.uploaded': 'stocké',
  'import.upload-failed': 'stockage impossible',
  'import.succeeded': 'fichier reçu',
  'import.canceled': 'annulé',
  'import.missing': 'pas encore connu du service',
  'import.unknown': 'en cours',
  'import.unstoppable': 'annulation impossible',
  'said.importing': 'Le service récupère {name}',
  'said.arrived': '{name} a été reçu',
  'said.unstoppable': 'La récupération de {name} est en cours et ne peut plus être annulée',
  'import-failed.upload-failed':
    'Le fichier a été récupéré, mais n’a pas pu être stocké. Réessayez pour relancer l’importation.',
  'import-failed.canceled': 'L’importation a été annulée ailleurs. Réessayez pour importer quand même.',
  'import-failed.missing': 'Le service ne connaît plus cette importation. Réessayez pour la relancer.',
  'import-failed.address':
    'L’importation a échoué. Vérifiez que l’adresse est accessible à tous sans identification, puis collez-la à nouveau.',
  'import-failed.said': 'Réponse du service : {words}',

  // en/refusals.ts
  'field.title': 'Titre',
  'field.description': 'Description',
  'field.tags': 'Mots-clés',
  'field.category': 'Catégorie',
  'refused.too-long': '{field} : texte trop long pour le service. Raccourcissez-le, puis réessayez.',
  'refused.too-many': '{field} : trop nombreux pour le service. Retirez-en, puis réessayez.',
  'refused.characters':
    '{field} : le service refuse certains caractères. Retirez les émojis et autres symboles, puis réessayez.',

  // en/errors.ts
  'error.file-empty': 'Ce fichier est vide. Exportez-le ou copiez-le à nouveau, puis choisissez-le une nouvelle fois.',
  'error.file-no-extension':
    'Le nom de ce fichier n’a pas d’extension comme .mp4, son format est donc inconnu. Ajoutez-en une et choisissez à nouveau le fichier.',
  'error.file-type':
    'Les fichiers .{extension} ne sont pas acceptés ici. Choisissez un autre fichier ou convertissez celui-ci.',
  'error.file-too-large':
    'Ce fichier fait {size:bytes}, le maximum est de {most:bytes}. Choisissez une version plus courte ou plus légère.',
  'error.file-too-small': 'Ce fichier fait {size:bytes}, le minimum est de {least:bytes}. Choisissez-en un autre.',
  'error.file-playlist':
    'Une liste de lecture (.m3u8) ne contient pas la vidéo elle-même. Choisissez le fichier vidéo.',
  'error.file-duplicate': 'Ce fichier est déjà dans la liste.',
  'error.file-refused': 'Ce fichier n’est pas accepté ici. Choisissez-en un autre.',
  'error.file-changed':
    'Le fichier « {name} » a été modifié sur le disque pendant l’envoi. Choisissez-le à nouveau pour l’envoyer tel qu’il est maintenant.',
  'error.file-differs':
    'Le fichier « {other} » n’est pas celui dont l’envoi a commencé, ou a été modifié depuis. Réessayez avec « {name} » d’origine, ou retirez l’envoi et recommencez.',
  'error.file-unreadable':
    'Ce fichier n’est plus lisible : il a été modifié, déplacé ou supprimé, ou son disque a été retiré. Remettez-le en l’état et réessayez, ou choisissez-le à nouveau.',
  'error.url-invalid':
    'Importation impossible. Saisissez l’adresse complète, qui commence par https://, sans nom d’utilisateur ni mot de passe.',
  'error.url-scheme': 'Seules les adresses qui commencent par https:// ou http:// peuvent être importées.',
  'error.url-no-extension':
    'Cette adresse n’a pas d’extension comme .mp4, le format est donc inconnu. Utilisez l’adresse du fichier lui-même.',
  'error.url-duplicate': 'Cette adresse est déjà dans la liste.',
  'error.import-failed':
    'Le fichier n’a pas pu être récupéré. Vérifiez que son adresse est accessible à tous sans identification, puis réessayez.',
  'error.too-many-files': 'Il n’y a plus de place pour un autre fichier. Retirez-en un d’abord.',
  'error.title-empty': 'Le titre est vide. Saisissez-en un, puis réessayez.',
  'error.title-too-long':
    'Le titre compte {length} caractères, le maximum est de {most}. Raccourcissez-le, puis réessayez.',
  'error.title-characters': 'Le titre contient des émojis, que le service refuse. Retirez-les, puis réessayez.',
  'error.description-too-long':
    'La description compte {length} caractères, le maximum est de {most}. Raccourcissez-la, puis réessayez.',
  'error.description-characters':
    'La description contient des émojis, que le service refuse. Retirez-les, puis réessayez.',
  'error.too-many-tags': 'Il y a {count} mots-clés, le maximum est de {most}. Retirez-en, puis réessayez.',
  'error.tag-too-long': 'Le mot-clé « {tag} » dépasse {most} caractères. Raccourcissez-le, puis réessayez.',
  'error.tag-characters':
    'Le mot-clé « {tag} » contient des émojis, que le service refuse. Retirez-les, puis réessayez.',
  'error.reference-id-invalid':
    'L’identifiant de référence de cette page doit comporter de 6 à 64 lettres, chiffres, _ ou -. Prévenez les responsables de ce site.',
  'error.cover-type':
    'La couverture de cette vidéo n’est pas au format PNG, JPEG ou GIF. Choisissez-en une autre, ou aucune, puis réessayez.',
  'error.cover-unreadable': 'Cette image ne peut pas servir de couverture. Choisissez une image PNG, JPEG ou GIF.',
  'error.cover-too-large':
    'Cette image fait {size:bytes}, le maximum est de {most:bytes}. Choisissez-en une plus légère.',
  'error.cover-failed':
    'L’image de couverture n’a pas pu être envoyée. Réessayez, ou choisissez-en une autre, ou aucune.',
  'error.extend-too-long':
    'Cette page envoie trop de données supplémentaires avec la vidéo. Prévenez les responsables de ce site.',
  'error.metadata-failed':
    'Cette page n’a pas pu fournir les informations sur la vidéo. Réessayez ; si le problème persiste, prévenez les responsables de ce site.',
  'error.text-refused': '{parameter} : le service refuse ce texte. Modifiez-le, puis réessayez.',
  'error.category-unknown': 'Le service ne connaît pas cette catégorie. Choisissez-en une autre, puis réessayez.',
  'error.parameter-refused':
    'Le service n’accepte pas la valeur de {parameter} demandée par cette page. Prévenez les responsables de ce site.',
  'error.no-endpoint': 'Cette page n’indique pas où envoyer les fichiers. Prévenez les responsables de ce site.',
  'error.backend-unreachable': 'Le serveur de ce site est injoignable. Vérifiez votre connexion, puis réessayez.',
  'error.backend-busy': 'Le serveur de ce site est surchargé. Réessayez dans quelques minutes.',
  'error.backend-sign-in': 'Aucune session n’est ouverte. Connectez-vous, puis réessayez.',
  'error.backend-refused':
    'Le serveur de ce site n’a pas autorisé l’envoi. Vérifiez que vous avez le droit d’envoyer des fichiers ici, puis réessayez.',
  'error.backend-malformed':
    'Le serveur de ce site a donné une réponse incompréhensible. Réessayez ; si le problème persiste, prévenez les responsables de ce site.',
  'error.backend-unsupported':
    'Le serveur de ce site ne prend pas cela en charge. Prévenez les responsables de ce site.',
  'error.ticket-malformed':
    'Le serveur de ce site a délivré une autorisation illisible. Réessayez ; si le problème persiste, prévenez les responsables de ce site.',
  'error.ticket-changed':
    'L’autorisation d’envoi a changé en cours de route. Retirez le fichier et choisissez-le à nouveau.',
  'error.credentials-expired': 'L’autorisation d’envoi a expiré. Réessayez pour en obtenir une nouvelle.',
  'error.credentials-dead':
    'Le service de stockage refuse toute nouvelle autorisation d’envoi. Réessayez plus tard ; si le problème persiste, prévenez les responsables de ce site.',
  'error.signature-refused':
    'Le service de stockage n’accepte pas la signature de ce site. Prévenez les responsables de ce site.',
  'error.clock-skew':
    'L’horloge de votre appareil n’est pas à l’heure. Activez le réglage automatique de l’heure, puis réessayez.',
  'error.network': 'La connexion a été coupée. Vérifiez-la, puis réessayez : ce qui a déjà été envoyé est conservé.',
  'error.stalled':
    'La connexion est restée bloquée trop longtemps. Vérifiez-la, puis réessayez : ce qui a déjà été envoyé est conservé.',
  'error.captive-portal':
    'Ce réseau vous demande d’abord de vous identifier. Pour cela, ouvrez n’importe quelle page web, puis réessayez.',
  'error.storage-busy':
    'Le service de stockage est surchargé. Réessayez dans quelques minutes : ce qui a déjà été envoyé est conservé.',
  'error.storage-refused': 'Le service de stockage n’autorise pas cet envoi. Prévenez les responsables de ce site.',
  'error.storage-misconfigured':
    'Le service de stockage n’est pas configuré pour les envois depuis cette page. Prévenez les responsables de ce site.',
  'error.storage-malformed':
    'Le service de stockage a donné une réponse incompréhensible. Réessayez ; si le problème persiste, prévenez les responsables de ce site.',
  'error.etag-hidden':
    'Le service de stockage n’est pas entièrement configuré pour les envois depuis cette page. Prévenez les responsables de ce site.',
  'error.upload-gone': 'Le service de stockage n’a plus le début de cet envoi. Réessayez pour tout renvoyer.',
  'error.parts-differ':
    'Le service de stockage contient autre chose que ce qui a été envoyé. Réessayez pour tout renvoyer.',
  'error.part-damaged':
    'Une partie du fichier a été endommagée à plusieurs reprises pendant l’envoi. Changez de réseau, puis réessayez.',
  'error.integrity': 'Le fichier est arrivé endommagé. Réessayez pour le renvoyer.',
  'error.transcode-failed':
    'Ce fichier n’a pas pu être converti ; il est peut-être endommagé, ou ce n’est pas une vidéo. Vérifiez qu’il peut être lu sur votre appareil, ou exportez-le à nouveau.',
  'error.upload-failed': 'Le service signale que l’envoi a échoué. Réessayez pour renvoyer le fichier.',
  'error.media-blocked':
    'Le service a bloqué cette vidéo après vérification. Choisissez-en une autre, ou adressez-vous aux responsables de ce site.',
  'error.media-missing':
    'Le service ne connaît plus cette vidéo ; elle a été supprimée. Choisissez à nouveau le fichier pour le renvoyer.',
  'error.media-forbidden':
    'Le fichier a été envoyé, mais ce site n’a pas le droit de le consulter. Prévenez les responsables de ce site.',
  'error.internal': 'Un problème est survenu sur cette page. Réessayez ; s’il persiste, rechargez la page.',
  'error.file-not-media':
    'Ce fichier est de type {kind} : ce n’est ni une vidéo ni un fichier audio. Choisissez-en un autre.',
  'error.file-too-long':
    'Ce fichier dure {duration}, le maximum accepté ici est de {most}. Choisissez-en un plus court.',
  'error.file-cut-off':
    'La fin de ce fichier manque : il risque de ne pas être lisible. Copiez-le ou exportez-le à nouveau et choisissez-le encore une fois, ou envoyez-le quand même.',
  'error.file-mislabelled':
    'Ce fichier est de type {kind}, alors que son nom se termine par .{extension}. Renommez-le et choisissez-le à nouveau, ou envoyez-le quand même.',
  'error.file-codec':
    'Le service ne sait peut-être pas convertir {codec}. Exportez le fichier en H.264, par exemple, ou envoyez-le quand même.',
  'error.file-no-tracks': 'Ce fichier ne contient ni image ni son. Exportez-le à nouveau, ou envoyez-le quand même.',

  // en/cover.ts
  cover: 'Image de couverture',
  'cover.choose': 'Choisir une couverture',
  'cover.position': 'Position dans la vidéo',
  'cover.of': '{time} sur {total}',
  'cover.frame': 'Image à {time}',
  'cover.suggested': 'Images suggérées',
  'cover.use': 'Utiliser cette image',
  'cover.use-at': 'Utiliser l’image à {time}',
  'cover.image': 'Choisir un fichier image',
  'cover.remove': 'Retirer la couverture',
  'cover.chosen': 'Votre couverture',
  'cover.removed': 'Couverture retirée',
  'cover.opening': 'Ouverture de la vidéo…',
  'cover.unshowable': 'Ce navigateur ne peut pas afficher cette vidéo. Choisissez une image comme couverture.',
  'cover.soundless': 'Ce fichier ne contient pas de vidéo. Choisissez une image comme couverture.',
  'cover.late': 'L’envoi a commencé : sa couverture ne peut plus être choisie ici.',
  'cover.sent': 'C’est la couverture de cet envoi.',

  // en/details.ts
  details: 'Détails',
  'details-of': 'Détails de {name}',
  'no-category': 'Aucune',
  'other-category': 'Nº {id}',
  'tags-hint': 'Séparez-les par des virgules.',
  'remove-tag': 'Retirer le mot-clé {tag}',
  'of-most': '{count} sur {most}',
  'fault.title-empty': 'Saisissez un titre.',
  'fault.too-long': '{over} de trop : le maximum est de {most} caractères.',
  'fault.characters': 'Le service refuse les émojis. Retirez-les.',
  'fault.too-many': '{over} de trop : le maximum est de {most}.',
  'fault.tag-too-long': 'Le mot-clé « {tag} » est trop long : le maximum est de {most} caractères.',
  'fault.tag-characters': 'Le mot-clé « {tag} » contient des émojis, que le service refuse. Retirez-les.',

  // en/media.ts
  'media.loading': 'Chargement',
  'media.tags': 'Catégorie et mots-clés',
  'versions.one': '{count} version',
  'versions.many': '{count} de versions',
  'versions.other': '{count} versions',
  encrypted: 'chiffrée',
  'definition.od': 'Originale',
  'definition.auto': 'Adaptative',
  'why.upload-failed': 'Le fichier n’est pas arrivé. Il faut le renvoyer.',
  'why.transcode-failed': 'Le fichier est peut-être endommagé, ou n’est pas une vidéo.',
  'why.produce-failed': 'Le service n’a pas pu assembler la vidéo.',
  'why.blocked': 'Le service l’a rejeté après vérification.',
  'why.missing': 'Ce contenu a été supprimé ou n’a jamais existé.',
  'why.forbidden': 'Ce contenu appartient à quelqu’un d’autre, ou ce site n’a pas le droit de le consulter.',
  'storage.ia': 'Accès peu fréquent',
  'storage.archive': 'Archivé',
  'storage.coldarchive': 'Archivé à froid',
  'storage.sourceia': 'Source : accès peu fréquent',
  'storage.sourcearchive': 'Source archivée',
  'storage.sourcecoldarchive': 'Source archivée à froid',
  'storage.changing': 'Classe de stockage en cours de modification',
  'storage.sourcechanging': 'Classe de stockage de la source en cours de modification',
  'storage-class': 'Stocké en {name}',
  'restore.processing': '{storage}, restauration en cours',
  'restore.success': '{storage}, restauration effectuée',
  'restore.until': '{storage}, disponible jusqu’au {date}',
  'restore.failed': '{storage}, échec de la restauration',
  'look.sign-in': 'Votre session a expiré. Reconnectez-vous, puis réessayez.',
  'look.unsupported': 'Le serveur de ce site n’indique pas ce que deviennent les vidéos.',
  'look.refused': 'Le serveur de ce site ne vous indique pas ce que cette vidéo est devenue.',
  'look.no-endpoint': 'Cette page n’indique pas quel serveur interroger. Prévenez les responsables de ce site.',
  'look.failed':
    'Impossible de savoir ce que cette vidéo est devenue. Réessayez ; si le problème persiste, rechargez la page.',

  // en/urls.ts
  urls: 'Adresses des vidéos',
  'urls-hint': 'Une par ligne. Le service récupère lui-même les fichiers, jusqu’à 20 Go chacun.',
  'urls-title': 'Titre',
  'urls-title-hint': 'Par défaut, le nom du fichier',
  'urls-import': 'Importer',
  'urls-import.one': 'Importer {count} fichier',
  'urls-import.many': 'Importer {count} de fichiers',
  'urls-import.other': 'Importer {count} fichiers',
  'urls-empty': 'Collez d’abord l’adresse d’une vidéo.',
  'urls-wrong.one': '{count} adresse ne peut pas être importée',
  'urls-wrong.many': '{count} d’adresses ne peuvent pas être importées',
  'urls-wrong.other': '{count} adresses ne peuvent pas être importées',
  'urls-line': 'Ligne {line}',
  'urls-go': 'Aller à la ligne {line}',
  'urls-same': 'Cette adresse est la même qu’à la ligne {line}. Retirez l’une des deux.',
  'urls-no-room': 'La liste est limitée à {most}. Retirez les éléments terminés, puis importez cette adresse.',
  'urls-taken.one': '{count} importation a été ajoutée.',
  'urls-taken.many': '{count} d’importations ont été ajoutées.',
  'urls-taken.other': '{count} importations ont été ajoutées.',
  'urls-late':
    'Un élément de cette page n’a pas pu être chargé. Vérifiez votre connexion, puis appuyez à nouveau sur « Importer ».',

  // en/drop.ts
  'drag-all.one': 'Relâchez pour ajouter {count} fichier',
  'drag-all.many': 'Relâchez pour ajouter {count} de fichiers',
  'drag-all.other': 'Relâchez pour ajouter {count} fichiers',
  'drag-some.one': 'Relâchez pour en ajouter {taken} sur {count}',
  'drag-some.many': 'Relâchez pour en ajouter {taken} sur {count}',
  'drag-some.other': 'Relâchez pour en ajouter {taken} sur {count}',
  'drag-type': 'Seuls les fichiers vidéo et audio peuvent être ajoutés ici',
  'drag-accept': 'Les fichiers de ce type ne peuvent pas être ajoutés ici',
  'drag-full': 'La liste est pleine. Retirez d’abord un fichier.',
  'drag-room.one': 'Il reste de la place pour {count} fichier de plus',
  'drag-room.many': 'Il reste de la place pour {count} de fichiers de plus',
  'drag-room.other': 'Il reste de la place pour {count} fichiers de plus',
  'drag-disabled': 'Impossible d’ajouter des fichiers pour le moment',
};
