package io.jenkins.plugins.kubesphere.devops.kapis.syntax;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.EngineRefusalException;
import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.CronCheck;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.ScriptProblem;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.PathObjects;
import io.jenkins.plugins.kubesphere.devops.kapis.http.FormBody;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what KubeSphere's editors ask while somebody types. Nothing is stored, and no build starts. */
public final class SyntaxHandler {
    private static final int NOT_IMPLEMENTED = 501;

    private final ClusterConnection cluster;
    private final PathObjects objects;
    private final SyntaxChecker checker;

    public SyntaxHandler(ClusterConnection cluster, SyntaxChecker checker) {
        this.cluster = cluster;
        this.objects = new PathObjects(cluster);
        this.checker = checker;
    }

    /**
     * A Jenkinsfile that is to be checked; also sent as a form with the same field.
     *
     * @param value its text
     */
    public record ScriptBody(@JsonProperty(required = true) String value) {}

    /**
     * The first problem of a Jenkinsfile.
     *
     * @param status {@code success} or {@code fail}; the other fields are there only for {@code fail}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ScriptDocument(
            @JsonProperty(required = true) String status, Integer line, Integer column, String message) {}

    /**
     * A cron expression that is to be checked.
     *
     * @param pipelineName whose trigger it is; null if there is none yet
     */
    public record CronBody(
            String pipelineName,
            @JsonProperty(required = true) String cron) {}

    /**
     * What is known of a cron expression.
     *
     * @param result {@code ok}, {@code warning} or {@code error}
     * @param lastTime in RFC 3339; left out if it is not known, and so is {@code nextTime}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CronDocument(
            @JsonProperty(required = true) String result,
            @JsonProperty(required = true) String message,
            String lastTime,
            String nextTime) {}

    /** Compiles a Jenkinsfile, for the job of the pipeline. */
    public Reply checkScript(KapisRequest request) {
        Pipeline pipeline = objects.pipeline(request);
        String script = FormBody.isForm(request.headers().find("Content-Type"))
                ? FormBody.field(request.body().readBytes(), "value")
                        .orElseThrow(
                                () -> KapisException.badRequest("the form has no field value; it has the Jenkinsfile"))
                : Optional.ofNullable(request.body().read(ScriptBody.class).value())
                        .orElseThrow(() -> KapisException.badRequest("value is required: the Jenkinsfile"));
        JobName job = new JobName(
                pipeline.getMetadata().getNamespace(), pipeline.getMetadata().getName());
        List<ScriptProblem> problems = check(() -> checker.checkScript(job, script));
        return Reply.json(
                problems.isEmpty() ? new ScriptDocument("success", null, null, null) : describe(problems.get(0)));
    }

    private static ScriptDocument describe(ScriptProblem problem) {
        return new ScriptDocument("fail", problem.line(), problem.column(), problem.message());
    }

    /** Says when a cron expression applies. */
    public Reply checkCron(KapisRequest request) {
        CronBody body = request.body().read(CronBody.class);
        if (body.cron() == null) {
            throw KapisException.badRequest("cron is required: the cron expression, such as H 2 * * *");
        }
        String name = Objects.requireNonNullElse(body.pipelineName(), "");
        String namespace = request.segment(PathObjects.NAMESPACE);
        if (!name.isEmpty() && cluster.find(Pipeline.class, namespace, name).isEmpty()) {
            throw PathObjects.notFound(Pipeline.class, name);
        }
        CronCheck found = check(() -> checker.checkCron(new JobName(namespace, name), body.cron()));
        return Reply.json(new CronDocument(
                found.level().name().toLowerCase(Locale.ROOT),
                found.message(),
                found.last().map(Instant::toString).orElse(null),
                found.next().map(Instant::toString).orElse(null)));
    }

    private static <T> T check(Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineRefusalException e) {
            throw switch (e.reason()) {
                case JOB_MISSING -> KapisException.notFound(e.getMessage());
                case PLUGIN_MISSING -> new KapisException(NOT_IMPLEMENTED, "NotImplemented", e.getMessage());
                default -> KapisException.badRequest(e.getMessage());
            };
        } catch (EngineFailureException e) {
            // What it says is for conversions, which are retried.
            throw KapisException.unavailable("too many texts are being checked; try again in a few seconds");
        }
    }
}
