SELECT 1 FROM paused_curation WHERE curation = ?
