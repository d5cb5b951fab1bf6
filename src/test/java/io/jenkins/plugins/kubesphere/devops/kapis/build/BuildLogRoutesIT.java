package io.jenkins.plugins.kubesphere.devops.kapis.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.jenkins.plugins.kubesphere.devops.api.RunAnnotations;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.RunLogReader;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogChunk;
import io.jenkins.plugins.kubesphere.devops.engine.run.LogSnapshot;
import io.jenkins.plugins.kubesphere.devops.engine.run.PipelineRunRef;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.kapis.support.EventStreamClient;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.ProjectMember;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildLogRoutesIT extends BuildTestCase {
    private static final int KIB = 1_024;

    /** What the build and its steps have written, by the id of the step; empty for the build itself. */
    private final Map<String, FakeLog> logs = new ConcurrentHashMap<>();

    private String log;

    /** A log in parts of 1 KiB. */
    private record FakeLog(String text, boolean isComplete) implements LogSnapshot {
        @Override
        public long size() {
            return text.length();
        }

        @Override
        public LogChunk read(long offset, int maxBytes) {
            int from = (int) Math.min(offset, text.length());
            int to = Math.min(text.length(), from + KIB);
            return new LogChunk(text.substring(from, to), to, to < text.length());
        }
    }

    @Override
    protected Engine engine() {
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public RunLogReader runLogs() {
                return new RunLogReader() {
                    @Override
                    public Optional<LogChunk> log(JobName job, PipelineRunRef run, long offset) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<LogSnapshot> open(
                            JobName job, PipelineRunRef run, Instant createdAt, Optional<String> step) {
                        return Optional.ofNullable(logs.get(step.orElse("")));
                    }

                    @Override
                    public String lastLines(JobName job, PipelineRunRef run) {
                        return "";
                    }
                };
            }
        };
    }

    @BeforeEach
    void createBuild() {
        createRun("web", 7, Map.of(RunAnnotations.STAGES, WEB_STAGES));
        log = web + "/runs/7/log/";
    }

    private static String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append("line ").append(i).append('\n');
        }
        return text.toString();
    }

    @Test
    void aClientGoesOnWhereItStopped() {
        logs.put("", new FakeLog("one\n", false));

        Answer first = kapis.get(log + "?start=0");
        assertThat(first.body()).isEqualTo("one\n");
        assertThat(first.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(first.header("X-Text-Size")).isEqualTo("4");
        assertThat(first.header("X-More-Data")).isEqualTo("true");
        logs.put("", new FakeLog("one\ntwo\n", true));
        Answer second = kapis.get(log + "?start=" + first.header("X-Text-Size"));

        assertThat(second.body()).isEqualTo("two\n");
        assertThat(second.header("X-Text-Size")).isEqualTo("8");
        assertThat(second.header("X-More-Data")).isEmpty();
        Answer last = kapis.get(log + "?start=9999999999");
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.body()).isEmpty();
        assertThat(last.header("X-Text-Size")).isEqualTo("8");
    }

    @Test
    void aLargeLogIsSentToItsEnd() {
        String text = lines(20_000);
        logs.put("", new FakeLog(text, true));

        assertThat(kapis.get(log + "?start=0").body()).isEqualTo(text);
        Answer download = kapis.get(log + "?download=true");
        assertThat(download.body()).isEqualTo(text);
        assertThat(download.header("Content-Disposition")).isEqualTo("attachment; filename=log.txt");
    }

    @Test
    void withoutAStartTheLastLinesAreSent() {
        String text = lines(30_000);
        logs.put("", new FakeLog(text, true));

        for (Map.Entry<String, Integer> expected :
                Map.of("", 150 * KIB, "?thresholdInKB=2", 2 * KIB).entrySet()) {
            String body = kapis.get(log + expected.getKey()).body();
            assertThat(text).endsWith(body);
            assertThat(body).startsWith("line ").hasSizeBetween(expected.getValue() - 20, expected.getValue());
        }
        assertThat(kapis.get(log + "?thresholdInKB=0").body()).isEmpty();
        assertThat(kapis.get(log + "?thresholdInKB=9223372036854775807").body()).isEqualTo(text);
    }

    @Test
    void aStepHasItsLogAndAStageThoseOfItsSteps() {
        logs.put("8", new FakeLog("make\n", true));
        logs.put("14", new FakeLog("asked\n", false));

        assertThat(kapis.get(web + "/runs/7/nodes/6/steps/8/log/?start=0").body())
                .isEqualTo("make\n");
        Answer stage = kapis.get(web + "/runs/7/nodes/12/log");
        assertThat(stage.body()).isEqualTo("asked\n");
        assertThat(stage.header("X-More-Data")).isEqualTo("true");
        assertThat(kapis.get(web + "/runs/7/nodes/6/steps/9/log").body())
                .contains("step \"9\" of run \"web-", "has no log in this Jenkins; list the steps of its stages");
        assertThat(kapis.get(web + "/runs/7/nodes/99/log").status()).isEqualTo(404);
    }

    @Test
    void aClientFollowsALogUntilItIsComplete() {
        logs.put("", new FakeLog("one\n", false));
        String lastId;
        try (EventStreamClient events =
                EventStreamClient.openAt(kapis.address(), kapis.administrator(), log + "?follow=true", "")) {
            assertThat(events.status()).isEqualTo(200);
            events.awaitLine("data: {\"text\":\"one\\n\",\"next\":4}");
            logs.put("", new FakeLog("one\ntwo\n", false));
            events.awaitLine("data: {\"text\":\"two\\n\",\"next\":8}");
            lastId = events.awaitLine("id: ").substring("id: ".length());
        }
        logs.put("", new FakeLog("one\ntwo\nthree\n", true));
        try (EventStreamClient again =
                EventStreamClient.openAt(kapis.address(), kapis.administrator(), log + "?follow=true", lastId)) {
            again.awaitLine("event: end");
            assertThat(again.lines())
                    .filteredOn(line -> line.startsWith("data: "))
                    .containsExactly("data: {\"text\":\"three\\n\",\"next\":14}", "data: the log is complete");
        }
    }

    @Test
    void aLongLogIsFollowedInPartsFromItsEndOn() {
        logs.put("", new FakeLog(lines(30_000), true));
        try (EventStreamClient events = EventStreamClient.openAt(
                kapis.address(), kapis.administrator(), log + "?follow=true&thresholdInKB=2", "")) {
            events.awaitLine("event: end");
            assertThat(events.lines())
                    .filteredOn(line -> line.startsWith("data: {"))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("data: {\"text\":\"line 2");
            assertThat(String.join("", events.lines())).contains("line 30000\\n");
        }
        assertThat(kapis.get(log + "?follow=true", Map.of("Last-Event-ID", "\"x\""))
                        .status())
                .isEqualTo(400);
        assertThat(kapis.get(log.replace("/7/", "/8/") + "?follow=true").status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNotALogIsToldSo() {
        assertThat(kapis.get(log).status() + " " + kapis.get(log).body())
                .startsWith("404 run \"web-")
                .endsWith("another Jenkins has it\n");
        logs.put("", new FakeLog("one\n", true));
        for (String query : List.of("?start=-1", "?start=x", "?thresholdInKB=-1", "?download=yes")) {
            assertThat(kapis.get(log + query).status()).as(query).isEqualTo(400);
        }
    }

    @Test
    void whoMayReadBuildsMayReadTheirLogs() {
        logs.put("", new FakeLog("é\n", true));
        ProjectMember reader = ProjectMember.create(
                client,
                namespace,
                "reader",
                List.of(new PolicyRuleBuilder()
                        .withApiGroups("devops.kubesphere.io")
                        .withResources("pipelines/runs")
                        .withVerbs("get")
                        .build()));
        ProjectMember other = ProjectMember.create(client, namespace, "other", List.of());

        assertThat(kapis.send(reader.token(), "GET", log, null).body().getBytes(StandardCharsets.UTF_8))
                .isEqualTo("é\n".getBytes(StandardCharsets.UTF_8));
        assertThat(kapis.send(other.token(), "GET", log, null).status()).isEqualTo(403);
    }

    /** A follower would wait for text that never comes. */
    @Test
    void whoFollowsALogThatIsWrittenAnewIsTold() {
        logs.put("", new FakeLog("one\ntwo\n", false));
        try (EventStreamClient events =
                EventStreamClient.openAt(kapis.address(), kapis.administrator(), log + "?start=0&follow=true", "")) {
            events.awaitLine("data: {\"text\":\"one\\ntwo\\n\",\"next\":8}");
            logs.put("", new FakeLog("1\n", false));

            assertThat(events.awaitLine("the log has 2 bytes, and not 8"))
                    .contains("it was written anew, or the start is wrong; follow it from start=0");
            events.awaitLine("event: end");
        }
        try (EventStreamClient events = EventStreamClient.openAt(
                kapis.address(), kapis.administrator(), log + "?start=9999999&follow=true", "")) {
            events.awaitLine("the log has 2 bytes, and not 9999999");
        }
        assertThat(kapis.get(log + "?start=-1&follow=true").status()).isEqualTo(400);
    }

    @Test
    void whoFollowsTheLogOfABuildThatIsDeletedIsTold() {
        logs.put("", new FakeLog("one\n", false));
        try (EventStreamClient events =
                EventStreamClient.openAt(kapis.address(), kapis.administrator(), log + "?start=0&follow=true", "")) {
            events.awaitLine("data: {\"text\":\"one\\n\"");
            logs.remove("");

            events.awaitLine("event: end");
            events.awaitLine("has no build in this Jenkins");
        }
    }
}
