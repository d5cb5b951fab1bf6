package io.jenkins.plugins.kubesphere.devops.jenkins.engine.parameter;

import java.util.HashMap;
import java.util.Map;

/**
 * The branch jobs whose Jenkinsfile is being read or will be, each at most once, and whether a run waits for that. One
 * project has a limited number of them. Thread-safe.
 */
final class PendingReadings {
    private final int maxOfProject;
    private final Map<String, Reading> byJob = new HashMap<>();
    private final Map<String, Integer> countByProject = new HashMap<>();

    /** What follows after a reading. */
    enum End {
        /** The caller must start the reading again. */
        REPEAT,
        /** A run waits for this end. */
        AWAITED,
        /** Nobody waits for this end. */
        NOT_AWAITED
    }

    private static final class Reading {
        private boolean isRunning;
        private boolean isRequestedAgain;
        private boolean asksServer;
        private boolean isAwaited;
    }

    PendingReadings(int maxOfProject) {
        this.maxOfProject = maxOfProject;
    }

    /**
     * Adds a job. If its Jenkinsfile is being read just now, it is read once more after that, because the reading may
     * have asked for the revision before there was a newer one.
     *
     * @param asksServer true if the server must be asked for the newest revision, whatever the last scan has found
     * @return true if the caller must start the reading; false if the job is there already, or the project has too many
     */
    synchronized boolean add(String project, String job, boolean asksServer) {
        Reading known = byJob.get(job);
        if (known != null) {
            known.isRequestedAgain |= known.isRunning;
            known.asksServer |= asksServer;
            return false;
        }
        if (countByProject.getOrDefault(project, 0) >= maxOfProject) {
            return false;
        }
        countByProject.merge(project, 1, Integer::sum);
        Reading added = new Reading();
        added.asksServer = asksServer;
        byJob.put(job, added);
        return true;
    }

    /** Records that the reading of the job begins. Returns true if it must ask the server for the newest revision. */
    synchronized boolean begin(String job) {
        Reading reading = byJob.get(job);
        reading.isRunning = true;
        reading.isRequestedAgain = false;
        boolean asksServer = reading.asksServer;
        reading.asksServer = false;
        return asksServer;
    }

    /** Records that the reading has ended: removes the job, unless its Jenkinsfile must be read once more. */
    synchronized End end(String project, String job) {
        Reading reading = byJob.get(job);
        if (reading.isRequestedAgain) {
            reading.isRunning = false;
            return End.REPEAT;
        }
        countByProject.computeIfPresent(project, (name, count) -> count == 1 ? null : count - 1);
        byJob.remove(job);
        return reading.isAwaited ? End.AWAITED : End.NOT_AWAITED;
    }

    /** Records that a run waits for the end of the reading. Returns false if the job is not there. */
    synchronized boolean await(String job) {
        Reading reading = byJob.get(job);
        if (reading == null) {
            return false;
        }
        reading.isAwaited = true;
        return true;
    }
}
