package io.jenkins.plugins.kubesphere.devops.kapis.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.kapis.cluster.ClusterConnection;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ConcurrencyLimit;
import io.jenkins.plugins.kubesphere.devops.kapis.http.KapisException;
import io.jenkins.plugins.kubesphere.devops.kapis.http.LogInputStream;
import io.jenkins.plugins.kubesphere.devops.kapis.http.QueryParameters;
import io.jenkins.plugins.kubesphere.devops.kapis.http.Reply;
import io.jenkins.plugins.kubesphere.devops.kapis.route.KapisRequest;
import io.jenkins.plugins.kubesphere.devops.kapis.route.RouteQueryParameter;
import io.jenkins.plugins.kubesphere.devops.kapis.run.FollowedLog;
import io.jenkins.plugins.kubesphere.devops.kapis.run.RunLogs;
import io.jenkins.plugins.kubesphere.devops.kapis.run.VisibleStageReader;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers requests for the logs of builds, stages and steps, as Blue Ocean does. {@code X-Text-Size} is the offset at which a
 * client goes on, and {@code X-More-Data} is there as long as more may come. Both are sent before the log.
 */
public final class BuildLogHandler {
    public static final RouteQueryParameter START = RouteQueryParameter.number(
            "start", 0, "Offset of the first byte: X-Text-Size of an earlier answer, or 0 for the whole log");
    public static final RouteQueryParameter THRESHOLD = RouteQueryParameter.number(
            "thresholdInKB", 0, "How many KiB of the end are sent if there is no start; 150 if nothing is said");
    public static final RouteQueryParameter DOWNLOAD =
            RouteQueryParameter.flag("download", "Whether a browser stores the whole log as a file");
    public static final RouteQueryParameter FOLLOW = RouteQueryParameter.flag(
            "follow", "Sends the log as text/event-stream, and what is added to it, until it is complete");
    public static final List<RouteQueryParameter> PARAMETERS = List.of(START, THRESHOLD, DOWNLOAD, FOLLOW);

    private static final long DEFAULT_THRESHOLD = 150;
    private static final long KIB = 1_024;
    /** Browsers send it with its quotation marks. */
    private static final Pattern EVENT_ID = Pattern.compile("\"?[0-9]{1,18}\"?");

    private final BuildFinder builds;
    private final VisibleStageReader stages;
    private final RunLogs logs;

    public BuildLogHandler(ClusterConnection cluster, VisibleStageReader stages, RunLogs logs) {
        this.builds = new BuildFinder(cluster);
        this.stages = stages;
        this.logs = logs;
    }

    /** The log of a build. */
    public Reply ofBuild(KapisRequest request) {
        return reply(request, logs::open);
    }

    /** The logs of the steps of a stage, one after the other. */
    public Reply ofNode(KapisRequest request) {
        return reply(request, run -> {
            JsonNode stage = BuildNodeHandler.find(
                    stages.read(request.caller(), run).tree(), request.segment(BuildNodeHandler.NODE));
            return logs.openSteps(run, stage.path("steps").findValuesAsText("id"));
        });
    }

    /** The log of a step. */
    public Reply ofStep(KapisRequest request) {
        return reply(request, run -> logs.openStep(run, request.segment(BuildNodeHandler.STEP)));
    }

    private Reply reply(KapisRequest request, Function<PipelineRun, LogSnapshot> open) {
        QueryParameters query = request.query();
        long start = query.number(START.name(), -1, 0);
        long threshold = query.number(THRESHOLD.name(), DEFAULT_THRESHOLD, 0);
        boolean isDownload = query.isTrue(DOWNLOAD.name(), false);
        PipelineRun run = builds.find(request);
        if (query.isTrue(FOLLOW.name(), false)) {
            return follow(request, () -> open.apply(run), start, threshold);
        }
        ConcurrencyLimit.Permit permit = logs.acquire(request);
        boolean isOpen = false;
        try {
            LogSnapshot log = open.apply(run);
            LogChunk first = isDownload && start < 0 ? log.read(0) : first(log, start, threshold);
            isOpen = true;
            return (response, json) -> {
                try (permit;
                        InputStream text = logs.watch(new LogInputStream(first, log::read))) {
                    response.setContentType("text/plain;charset=utf-8");
                    response.setHeader("X-Text-Size", Long.toString(log.size()));
                    if (!log.isComplete()) {
                        response.setHeader("X-More-Data", "true");
                    }
                    if (isDownload) {
                        response.setHeader("Content-Disposition", "attachment; filename=log.txt");
                    }
                    text.transferTo(response.getOutputStream());
                }
            };
        } finally {
            if (!isOpen) {
                permit.close();
            }
        }
    }

    /** A client that comes again goes on where it was. */
    private static Reply follow(KapisRequest request, Supplier<LogSnapshot> open, long start, long threshold) {
        return request.headers()
                .find("Last-Event-ID")
                .map(BuildLogHandler::offset)
                .or(() -> start >= 0 ? Optional.of(start) : Optional.empty())
                .map(from -> FollowedLog.from(open, from))
                .orElseGet(() -> FollowedLog.ofLastBytes(open, bytes(threshold)));
    }

    private static long offset(String eventId) {
        if (!EVENT_ID.matcher(eventId).matches()) {
            throw KapisException.badRequest(
                    "the header Last-Event-ID is not the id of an event of this log; leave it out, or send the last one");
        }
        return Long.parseLong(eventId.replace("\"", ""));
    }

    /** Without a start, the first line that is sent is a whole one. */
    private static LogChunk first(LogSnapshot log, long start, long thresholdInKib) {
        if (start >= 0) {
            return log.read(start);
        }
        long from = Math.max(0, log.size() - bytes(thresholdInKib));
        LogChunk part = log.read(from);
        int line = from == 0 ? 0 : part.text().indexOf('\n') + 1;
        return line == part.text().length() && part.hasMore()
                ? log.read(part.nextOffset())
                : new LogChunk(part.text().substring(line), part.nextOffset(), part.hasMore());
    }

    private static long bytes(long kib) {
        return kib > Long.MAX_VALUE / KIB ? Long.MAX_VALUE : kib * KIB;
    }
}
