"""Words of class, id and component names in the templates of news sites, grouped by the kind of text they indicate."""

PAGE_TAGS = frozenset(("html", "body"))  # their names describe the whole page: "has-sidebar"
NAME_GROUPS = {
    "comment": """
        comment comments commentlist commentary disqus discussion discuss forum guestbook kommentar kommentare
        komentarz komentarze comentario comentarios commentaire commentaires opinion opinie reply respond review
        reviews yorum reader reacties""",
    "related": """
        related recommend recommended recommendation recommendations recirc recirculation also more most mostread
        popular trending latest next previous prev teaser teasers card cards similar suggest suggested suggestion
        powiazane read readmore list listing headlines stories items feed archive outbrain taboola infinite top hot
        links verwandt relacionadas relacionados""",
    "action": """
        share sharing sharebar social follow newsletter subscribe subscription signup signin login register
        registration cookie cookies consent gdpr privacy modal popup overlay dialog alert notification paywall button
        btn cta app apps download print mail email rss facebook twitter form poll quiz vote rating donate support""",
    "advertisement": """
        ad ads adv advert adverts advertisement advertising adbox banner banners sponsor sponsored promo promos
        promotion werbung anzeige publicidad publicidade publicite pub reklama rekl reklam commercial dfp adsense
        partner partners shop product products price""",
    "picture": """
        caption captions figcaption figure image images img photo photos picture media gallery video player slideshow
        carousel slider credit credits legend foto fotos bild thumb thumbnail embed""",
}
GROUPS = tuple(NAME_GROUPS)
GROUP_OF_WORD = {word: 1 << bit for bit, words in enumerate(NAME_GROUPS.values()) for word in words.split()}
