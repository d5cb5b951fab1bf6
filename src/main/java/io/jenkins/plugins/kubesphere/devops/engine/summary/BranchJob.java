package io.jenkins.plugins.kubesphere.devops.engine.summary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes the job of a branch, a tag or a pull request.
 *
 * @param name name of the job: the name of the branch with each character encoded that a path cannot contain, for
 *     example {@code feat%2Fx}
 * @param rawName name of the branch, for example {@code feat/x}
 * @param url page of the branch on its server; empty if the engine does not know it
 * @param primary true for the main branch of the repository
 * @param disabled true if the job accepts no builds: a person disabled it, or the branch was deleted and its builds are
 *     kept for a while
 * @param weatherScore score of its last builds, from 0 (all failed) to 100
 * @param parameters the parameters of the job, in its order
 * @param changeRequest present for a pull or merge request
 * @param lastBuild the last build of the job; empty if there is none
 */
public record BranchJob(
        String name,
        String rawName,
        String url,
        boolean primary,
        boolean disabled,
        int weatherScore,
        List<JobParameter> parameters,
        Optional<ChangeRequest> changeRequest,
        Optional<LastBuild> lastBuild) {

    public BranchJob {
        Objects.requireNonNull(name);
        Objects.requireNonNull(rawName);
        Objects.requireNonNull(url);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(changeRequest);
        Objects.requireNonNull(lastBuild);
    }

    /**
     * A pull or merge request; each text is empty if the engine does not know it.
     *
     * @param id number of the request on the server
     */
    public record ChangeRequest(String id, String author, String title, String url) {
        public ChangeRequest {
            Objects.requireNonNull(id);
            Objects.requireNonNull(author);
            Objects.requireNonNull(title);
            Objects.requireNonNull(url);
        }
    }
}
