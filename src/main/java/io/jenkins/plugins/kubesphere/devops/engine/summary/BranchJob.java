package io.jenkins.plugins.kubesphere.devops.engine.summary;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The job of a branch, a tag or a request.
 *
 * @param name of the job: the branch's with what a path cannot hold encoded, {@code feat%2Fx}
 * @param rawName as people read it, {@code feat/x}
 * @param url page of the branch on its server; empty if the engine does not know it
 * @param primary it is the repository's main branch
 * @param disabled it takes no builds: the branch is gone, and its builds are kept for now
 * @param weather how well its last builds went, 0 to 100
 * @param parameters what a build can be given, in the order of the job
 * @param request present if it is a pull or merge request
 * @param latest its last build; empty if there was none
 */
public record BranchJob(
        String name,
        String rawName,
        String url,
        boolean primary,
        boolean disabled,
        int weather,
        List<JobParameter> parameters,
        Optional<ChangeRequest> request,
        Optional<LatestBuild> latest) {

    public BranchJob {
        Objects.requireNonNull(name);
        Objects.requireNonNull(rawName);
        Objects.requireNonNull(url);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(request);
        Objects.requireNonNull(latest);
    }

    /**
     * A pull or merge request; each text is empty if the engine does not know it.
     *
     * @param id its number on the server
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
