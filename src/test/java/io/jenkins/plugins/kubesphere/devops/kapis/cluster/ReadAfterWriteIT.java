package io.jenkins.plugins.kubesphere.devops.kapis.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisClient.Answer;
import io.jenkins.plugins.kubesphere.devops.kapis.support.KapisProjectTestCase;
import org.junit.jupiter.api.RepeatedTest;

/** Scripts create something, and ask for it in the next line. Answers come from memory, which is told of it a moment later. */
class ReadAfterWriteIT extends KapisProjectTestCase {
    @RepeatedTest(5)
    void whatWasWrittenIsReadAtOnce() {
        String pipelines = project + "/pipelines";
        String body = """
                {"metadata": {"name": "web"}, "spec": {"type": "pipeline", "pipeline": {"name": "web", "description": "first", "jenkinsfile": "echo 1"}}}""";

        send("POST", pipelines, body);
        assertThat(kapis.get(pipelines + "/web").body()).contains("first");
        send("PUT", pipelines + "/web", body.replace("first", "second"));
        assertThat(kapis.get(pipelines + "/web").body()).contains("second");

        String run = send("POST", pipelines + "/web/pipelineruns", null)
                .json()
                .at("/metadata/name")
                .asText();
        assertThat(kapis.get(pipelines + "/web/pipelineruns").body()).contains("\"" + run + "\"");

        String credentials = project + "/credentials";
        send("POST", credentials, """
                {"metadata": {"name": "token"}, "type": "credential.devops.kubesphere.io/secret-text", "stringData": {"secret": "x"}}""");
        assertThat(kapis.get(credentials + "/token").status()).isEqualTo(200);
        send("DELETE", credentials + "/token", null);
        assertThat(kapis.get(credentials + "/token").status()).isEqualTo(404);
    }

    private Answer send(String method, String path, String body) {
        Answer answer = kapis.send(method, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
