SELECT first_seen FROM seen_curation WHERE curation = ?
