package io.pharos.local;

import io.pharos.core.curation.CurationSchedule;
import io.pharos.core.curation.LateEvents;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.Definitions;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.embedded.state.SqliteCatalog;

/** The readable contents of a data folder. */
record Contents(
    Definitions definitions,
    SqliteCatalog catalog,
    AskedQueries queries,
    RunHistory history,
    CurationSchedule schedule,
    LateEvents lateEvents,
    Quarantine quarantine) {}
