package io.jenkins.plugins.kubesphere.devops.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/** A folder and its jobs by name. Guarded by the engine's lock. */
final class Folder {
    final Map<String, Job> jobs = new LinkedHashMap<>();
    FolderRecord record;

    Folder(FolderRecord record) {
        this.record = record;
    }
}
