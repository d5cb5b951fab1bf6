package io.jenkins.plugins.kubesphere.devops.embedded;

import io.jenkins.plugins.kubesphere.devops.engine.Owner;

/**
 * A folder, as it stands on disk.
 *
 * @param owner whose it is, null if nobody's: somebody made it by hand
 */
record FolderRecord(Owner owner) {}
