package io.jenkins.plugins.kubesphere.devops.acceptance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.acceptance.support.AcceptanceTestProject;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.ControllerTestCase;
import io.jenkins.plugins.kubesphere.devops.api.PipelineAnnotations;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.Pipeline;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.PipelineSpec;
import io.jenkins.plugins.kubesphere.devops.api.pipeline.TimerTrigger;
import io.jenkins.plugins.kubesphere.devops.engine.support.NoScmPipelineBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that Jenkins runs the timer of each schedule that is accepted, and that the others are refused. */
class TimerScheduleIT extends ControllerTestCase {
    private static final String PRINT_TIMERS = """
            jenkins.model.Jenkins.get().getItemByFullName('JOB').triggers.values()
              .findAll { it instanceof hudson.triggers.TimerTrigger }
              .each { println it.spec.replace('\\n', '|') + ' ' + it.tabs.next()?.timeZone?.ID }
            null
            """;

    /** The Pipeline was Ready, its job had no timer, and each later edit caused a false Event of drift. */
    @Test
    void aScheduleThatJenkinsCannotReadIsRefusedAndTheOldTimerStays() {
        Pipeline pipeline = scenario.createPipelineWithoutWait("web", timer("H 2 * * *"));
        scenario.awaitReady(pipeline);
        assertThat(timers()).hasSize(1);

        for (String cron : List.of("0/30 * * * *", "0 0 2 * * ?", "every day", "TZ=China\n0 2 * * *", "0 25 * * *")) {
            scenario.edit(pipeline, found -> found.setSpec(timer(cron)));

            assertThat(scenario.awaitReason(pipeline, "Ready", "InvalidSpec"))
                    .as(cron)
                    .startsWith("Pipeline " + scenario.namespace
                            + "/web: spec.pipeline.timer_trigger.cron is not a schedule that Jenkins can read: ")
                    .contains(cron.startsWith("TZ=") ? "timezone 'China'" : cron)
                    .endsWith("; give five fields (minute, hour, day of month, month, day of week), for example"
                            + " H 2 * * 1-5, or remove timer_trigger");
            assertThat(timers()).as(cron).hasSize(1).allMatch(line -> line.startsWith("H 2 * * * "));
            scenario.edit(pipeline, found -> found.setSpec(timer("H 2 * * *")));
            scenario.awaitReady(pipeline);
        }

        assertThat(scenario.client
                        .v1()
                        .events()
                        .inNamespace(scenario.namespace)
                        .list()
                        .getItems())
                .noneMatch(event -> "DriftCorrected".equals(event.getReason()));
    }

    /** ks-devops made the job without the timer, and runs worked. An update must not hold them. */
    @Test
    void aPipelineThatKsDevopsHasSyncedKeepsItsRuns() {
        Pipeline written = new Pipeline();
        written.getMetadata().setName("web");
        written.getMetadata().setNamespace(scenario.namespace);
        written.getMetadata().setAnnotations(Map.of(PipelineAnnotations.SPEC_HASH, "5f8d9c7b6"));
        written.setSpec(timer("0/30 * * * ?"));

        Pipeline pipeline =
                scenario.awaitReady(scenario.client.resource(written).create());

        assertThat(ready(pipeline))
                .contains("spec.pipeline.timer_trigger.cron is not a schedule that Jenkins can read")
                .endsWith("; the job has no timer");
        assertThat(timers()).isEmpty();
        assertThat(scenario.awaitEnd(scenario.createRun("web-1", "web"))
                        .getStatus()
                        .phase())
                .isEqualTo("Succeeded");
    }

    @Test
    void theTimeZoneOfAScheduleCounts() {
        scenario.awaitReady(scenario.createPipelineWithoutWait("web", timer("TZ=Asia/Shanghai\nH 2 * * 1-5\n")));

        assertThat(timers()).containsExactly("TZ=Asia/Shanghai|H 2 * * 1-5| Asia/Shanghai");
    }

    @Test
    void aScheduleThatIsNeverDueIsNoted() {
        Pipeline pipeline = scenario.awaitReady(scenario.createPipelineWithoutWait("web", timer("H H 31 2 *")));

        assertThat(ready(pipeline))
                .isEqualTo("job " + scenario.namespace
                        + "/web is in sync; spec.pipeline.timer_trigger.cron matches dates rarely (29 February) or never"
                        + " (31 February), so it may start no run; correct it or remove timer_trigger");
    }

    @Test
    void theHintOfJenkinsForAScheduleIsNoted() {
        Pipeline pipeline = scenario.awaitReady(scenario.createPipelineWithoutWait("web", timer("* 2 * * *")));

        assertThat(ready(pipeline))
                .startsWith("job " + scenario.namespace
                        + "/web is in sync; Jenkins has a hint for spec.pipeline.timer_trigger.cron: ")
                .contains("* 2 * * *", "H 2 * * *");
    }

    private static String ready(Pipeline pipeline) {
        return pipeline.getStatus().condition("Ready").orElseThrow().message();
    }

    private List<String> timers() {
        return target.controller()
                .http()
                .runScript(PRINT_TIMERS.replace("JOB", scenario.namespace + "/web"))
                .lines()
                .toList();
    }

    private static PipelineSpec timer(String cron) {
        return NoScmPipelineBuilder.named("web")
                .timerTrigger(new TimerTrigger(cron, null))
                .jenkinsfile(AcceptanceTestProject.SUCCEEDS)
                .spec();
    }
}
