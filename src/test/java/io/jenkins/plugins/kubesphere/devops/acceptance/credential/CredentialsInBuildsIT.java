package io.jenkins.plugins.kubesphere.devops.acceptance.credential;

import static io.jenkins.plugins.kubesphere.devops.engine.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.kubesphere.devops.acceptance.support.CredentialsTestCase;
import io.jenkins.plugins.kubesphere.devops.api.run.PipelineRun;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestKeys;
import io.jenkins.plugins.kubesphere.devops.operator.credential.TestSecretBuilder;
import org.junit.jupiter.api.Test;

/** Tests what the builds of a real Jenkins get from the Secrets of their project. */
class CredentialsInBuildsIT extends CredentialsTestCase {
    @Test
    void eachKindReachesABuildAndIsMaskedInItsLog() throws Exception {
        createOneOfEachKind();
        String log = runSuccessfully(scenario, "kinds", """
                node {
                  withCredentials([
                      usernamePassword(credentialsId: 'login', usernameVariable: 'USER1', passwordVariable: 'PASS1'),
                      usernamePassword(credentialsId: 'own-login', usernameVariable: 'USER2', passwordVariable: 'PASS2'),
                      sshUserPrivateKey(credentialsId: 'key', usernameVariable: 'USER3', keyFileVariable: 'KEY1'),
                      sshUserPrivateKey(credentialsId: 'own-key', usernameVariable: 'USER4', keyFileVariable: 'KEY2'),
                      string(credentialsId: 'token', variable: 'TEXT1'),
                      string(credentialsId: 'labelled', variable: 'TEXT2'),
                      string(credentialsId: 'broken', variable: 'TEXT3'),
                      string(credentialsId: 'kube', variable: 'KUBETEXT'),
                      file(credentialsId: 'kube', variable: 'KUBECONFIG'),
                      file(credentialsId: 'file', variable: 'FILE1'),
                      certificate(credentialsId: 'store', keystoreVariable: 'STORE1', passwordVariable: 'STOREPASS'),
                      certificate(credentialsId: 'tls', keystoreVariable: 'STORE2')]) {
                    sh '''
                      set +x
                      for text in USER1 PASS1 USER2 PASS2 USER3 USER4 TEXT1 TEXT2 KUBETEXT STOREPASS; do
                        eval printf %s "\\\\"\\\\$$text\\\\"" | sha256sum | sed "s/^/$text /"
                      done
                      for file in KUBECONFIG FILE1; do
                        eval cat "\\\\"\\\\$$file\\\\"" | sha256sum | sed "s/^/$file /"
                      done
                      for file in KEY1 KEY2; do
                        eval cat "\\\\"\\\\$$file\\\\"" | tr -d "\\\\n" | sha256sum | sed "s/^/$file /"
                      done
                      test -s "$STORE1" && test -s "$STORE2" && echo "stores are there"
                      echo "the name is ${FILE1##*/}"
                      echo "loud: $PASS1 $TEXT1"
                      printf "with a break: %s!\\\\n" "$TEXT3"
                    '''
                  }
                }
                """);
        String key = TestKeys.privateKey().replace("\n", "");
        assertThat(log)
                .contains("USER1 " + sha256("alice"), "PASS1 " + sha256(PASSWORD))
                .contains("USER2 " + sha256("bob"), "PASS2 " + sha256(PASSWORD))
                .contains("USER3 " + sha256("alice"), "KEY1 " + sha256(key))
                .contains("USER4 " + sha256("git"), "KEY2 " + sha256(key))
                .contains("TEXT1 " + sha256(TOKEN), "TEXT2 " + sha256(TOKEN))
                .contains("KUBETEXT " + sha256(KUBECONFIG), "KUBECONFIG " + sha256(KUBECONFIG))
                .contains("FILE1 " + sha256(FILE), "the name is ")
                .contains("STOREPASS " + sha256(TestKeys.PASSWORD), "stores are there")
                .contains("loud: **** ****")
                .doesNotContain(PASSWORD, TOKEN, "t0ken-with-a-break", KUBECONFIG_TOKEN, TestKeys.PASSWORD);
    }

    @Test
    void aLoginWithoutUserNameHasAnEmptyOne() {
        create(TestSecretBuilder.of("kubernetes.io/basic-auth").with("password", TOKEN), "token-only");
        create(TestSecretBuilder.of(TYPE + "basic-auth").with("username", TOKEN), "user-only");

        assertThat(runSuccessfully(scenario, "logins", """
                node {
                  withCredentials([
                      usernamePassword(credentialsId: 'token-only', usernameVariable: 'USER1', passwordVariable: 'PASS1'),
                      usernamePassword(credentialsId: 'user-only', usernameVariable: 'USER2', passwordVariable: 'PASS2')]) {
                    sh 'set +x; echo "user1 [$USER1], pass2 [$PASS2]"; printf %s "$PASS1" | sha256sum; echo last'
                  }
                }
                """)).contains("user1 [], pass2 []", sha256(TOKEN), "last");
    }

    @Test
    void theNextBuildHasARotatedSecretButNotAnInvalidSecret() throws Exception {
        Secret secret = createText("rotating", "the-first-one");
        assertThat(runSuccessfully(scenario, "rotating", printHash("rotating"))).contains(sha256("the-first-one"));

        replace(secret, "the-second-one");
        awaitStatus(secret, "successful");
        assertThat(runAgain("rotating", 2)).contains(sha256("the-second-one"));

        replace(secret, "");
        awaitStatus(secret, "failed");
        assertThat(runAgain("rotating", 3)).contains("Could not find credentials entry with ID 'rotating'");

        // If this were accepted, everybody who finds a text that Jenkins has encrypted could let Jenkins decrypt it.
        String encrypted = controller
                .http()
                .runScript("println hudson.util.Secret.fromString('the-administrators-own').getEncryptedValue()")
                .strip();
        replace(secret, encrypted);
        await("the encrypted text is refused")
                .until(
                        () -> annotation(secret, TYPE + "syncmsg"),
                        message -> message != null && message.contains("looks like a text that Jenkins has encrypted"));
        assertThat(runAgain("rotating", 4)).contains("Could not find credentials entry with ID 'rotating'");
    }

    /**
     * Jenkins masks a credential only where a build binds it. The message of a run masks all credentials, because
     * people read it who must not read the log.
     */
    @Test
    void theMessageOfARunMasksAllCredentials() throws Exception {
        createText("token", TOKEN);
        scenario.createPipeline("leaks", """
                def text
                node {
                  withCredentials([string(credentialsId: 'token', variable: 'TEXT')]) { text = env.TEXT }
                  echo "later: $text"
                  error "no luck with $text"
                }
                """);

        PipelineRun run = scenario.awaitEnd(scenario.createRun("leaks-1", "leaks"));

        assertThat(run.getStatus().condition("Succeeded").orElseThrow().message())
                .contains("no luck with ****\nLast lines of the log:\n", "later: ****", "ERROR: no luck with ****")
                .doesNotContain(TOKEN);
    }
}
