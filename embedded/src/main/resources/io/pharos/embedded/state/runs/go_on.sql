DELETE FROM paused_curation WHERE curation = ?
