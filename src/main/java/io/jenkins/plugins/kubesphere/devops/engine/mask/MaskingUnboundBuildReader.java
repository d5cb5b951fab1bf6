package io.jenkins.plugins.kubesphere.devops.engine.mask;

import io.jenkins.plugins.kubesphere.devops.engine.UnboundBuildReader;
import io.jenkins.plugins.kubesphere.devops.engine.build.BuildRef;
import io.jenkins.plugins.kubesphere.devops.engine.build.UnboundBuild;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.RunParameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Masks secrets in what the wrapped reader throws. A parameter whose value contains a secret is left out, because with
 * a part of its value it would be another one.
 */
public final class MaskingUnboundBuildReader implements UnboundBuildReader {
    private final UnboundBuildReader builds;
    private final ProjectMaskProvider masks;
    private final ErrorMasker errors;

    public MaskingUnboundBuildReader(UnboundBuildReader builds, ProjectMaskProvider masks) {
        this.builds = builds;
        this.masks = masks;
        this.errors = new ErrorMasker(masks);
    }

    @Override
    public List<BuildRef> list(JobName pipeline, Function<JobName, Instant> since, int maxOfJob) {
        return errors.call(pipeline.folder(), pipeline, () -> builds.list(pipeline, since, maxOfJob));
    }

    @Override
    public Optional<UnboundBuild> find(BuildRef build) {
        return errors.call(build.job().folder(), build, () -> builds.find(build))
                .map(this::withoutSecrets);
    }

    private UnboundBuild withoutSecrets(UnboundBuild build) {
        TextMasker texts =
                new TextMasker(() -> masks.findMask(build.name().job().folder()));
        List<RunParameter> parameters = build.parameters().stream()
                .filter(parameter -> !texts.hasSecret(parameter.value()))
                .toList();
        return build.withParameters(parameters);
    }
}
