package io.jenkins.plugins.kubesphere.devops.kapis.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.engine.EngineFailureException;
import io.jenkins.plugins.kubesphere.devops.engine.SyntaxChecker;
import io.jenkins.plugins.kubesphere.devops.engine.job.JobName;
import io.jenkins.plugins.kubesphere.devops.engine.support.EmptyEngine;
import io.jenkins.plugins.kubesphere.devops.engine.support.ForwardingEngine;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.CronCheck;
import io.jenkins.plugins.kubesphere.devops.engine.syntax.ScriptProblem;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The routes, with a checker that knows a few texts. What Jenkins says is tested on a real Jenkins. */
class SyntaxRoutesIT extends KapisProjectTestCase {
    private static final String FORM = "application/x-www-form-urlencoded";

    private String base;

    @Override
    protected Engine engine() {
        return new ForwardingEngine(new EmptyEngine()) {
            @Override
            public SyntaxChecker syntax() {
                return new FewTexts();
            }
        };
    }

    private static final class FewTexts implements SyntaxChecker {
        @Override
        public List<ScriptProblem> checkScript(JobName job, String script) {
            return switch (script) {
                case "echo 1 + '&'" -> List.of();
                case "busy" -> throw new EngineFailureException("Others are being checked");
                case "unknown" -> NONE.checkScript(job, script);
                default -> List.of(new ScriptProblem(1, 3, "unexpected " + script), new ScriptProblem(2, 1, "more"));
            };
        }

        @Override
        public CronCheck checkCron(JobName job, String cron) {
            Optional<Instant> never = Optional.empty();
            return switch (cron) {
                case "H 2 * * *" ->
                    new CronCheck(
                            CronCheck.Level.OK,
                            job.job(),
                            Optional.of(Instant.parse("2026-11-30T02:07:00Z")),
                            Optional.of(Instant.parse("2026-12-01T02:07:00Z")));
                case "0 0 31 2 *" -> new CronCheck(CronCheck.Level.WARNING, "never", never, never);
                default -> CronCheck.error("line 1:3: unexpected");
            };
        }
    }

    @BeforeEach
    void createPipeline() {
        base = "/kapis/devops.kubesphere.io/v1alpha2" + project;
        Answer created = kapis.send("POST", project + "/pipelines", """
                {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "jenkinsfile": "echo 1"}}}""");
        assertThat(created.status()).as(created.body()).isEqualTo(200);
    }

    private Answer checkScript(String type, String body) {
        return kapis.post(base + "/pipelines/web/checkScriptCompile", type, body);
    }

    @Test
    void aJenkinsfileIsSentAsAFormOrAsJson() {
        assertThat(checkScript(FORM, "other=1&value=echo+1+%2B+%27%26%27").body())
                .isEqualTo("{\"status\":\"success\"}");
        assertThat(checkScript("application/json", "{\"value\": \"echo 1 + '&'\"}")
                        .body())
                .isEqualTo("{\"status\":\"success\"}");
        assertThat(checkScript(FORM + "; charset=utf-8", "value=%E4%B8%AD").body())
                .isEqualTo("{\"status\":\"fail\",\"line\":1,\"column\":3,\"message\":\"unexpected 中\"}");
    }

    @Test
    void whatCannotBeCheckedIsSaid() {
        assertThat(checkScript(FORM, "script=echo").body()).startsWith("the form has no field value");
        assertThat(checkScript(FORM, "value=%zz").status()).isEqualTo(400);
        assertThat(checkScript("application/json", "{}").status()).isEqualTo(400);
        assertThat(checkScript("text/plain", "echo").status()).isEqualTo(415);
        assertThat(checkScript(FORM, "value=" + "a".repeat(5_000_000)).status()).isEqualTo(413);
        assertThat(checkScript(FORM, "value=busy").status()).isEqualTo(503);
        assertThat(checkScript(FORM, "value=busy").body()).contains("too many texts are being checked; try again");
        assertThat(checkScript(FORM, "value=unknown").status()).isEqualTo(501);
        assertThat(kapis.send("POST", base + "/pipelines/none/checkScriptCompile", "{\"value\": \"\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCronExpressionIsExplained() {
        assertThat(checkCron("{\"pipelineName\": \"web\", \"cron\": \"H 2 * * *\"}")
                        .body())
                .isEqualTo("{\"result\":\"ok\",\"message\":\"web\",\"lastTime\":\"2026-11-30T02:07:00Z\","
                        + "\"nextTime\":\"2026-12-01T02:07:00Z\"}");
        assertThat(checkCron("{\"cron\": \"0 0 31 2 *\"}").body())
                .isEqualTo("{\"result\":\"warning\",\"message\":\"never\"}");
        assertThat(checkCron("{\"cron\": \"H H\"}").body())
                .isEqualTo("{\"result\":\"error\",\"message\":\"line 1:3: unexpected\"}");
        assertThat(checkCron("{}").status()).isEqualTo(400);
        assertThat(checkCron("{\"cron\": null}").body()).startsWith("cron is required");
        assertThat(checkCron("{\"pipelineName\": \"none\", \"cron\": \"H 2 * * *\"}")
                        .status())
                .isEqualTo(404);
    }

    private Answer checkCron(String body) {
        return kapis.send("POST", base + "/checkCron", body);
    }
}
