package io.jenkins.plugins.kubesphere.devops.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.kubesphere.devops.api.template.StepTemplateSpec;
import io.jenkins.plugins.kubesphere.devops.template.StepTemplateRenderer.SecretReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTemplateRendererTest {
    private static final Optional<SecretReference> SECRET = Optional.of(new SecretReference("docker", "demo"));

    @Test
    void aShellScriptBecomesAStep() {
        assertThat(render(
                        "{runtime: shell, template: \"echo \\\"{{.param.x}}\\\"\\n\"}",
                        "{\"x\": \"1\\n$2 \\\\\"}",
                        SECRET))
                .isEqualTo("""
                        {
                          "arguments": [
                            {
                              "key": "script",
                              "value": {
                                "isLiteral": true,
                                "value": "echo \\"1\\n$2 \\\\\\""
                              }
                            }
                          ],
                          "name": "sh"
                        }""");
    }

    @Test
    void aStepIsWrappedAsTheTemplateSays() {
        assertThat(render("""
                        runtime: shell
                        container: base
                        secret: {type: credential.devops.kubesphere.io/basic-auth, wrap: true, mapping: {passwordVariable: PASS}}
                        template: docker login
                        """, "{}", SECRET)).isEqualTo("""
                        {
                          "arguments": {
                            "isLiteral": true,
                            "value": "base"
                          },
                          "children": [
                            {
                              "arguments": {
                                "isLiteral": false,
                                "value": "${[usernamePassword(credentialsId: 'docker', passwordVariable: 'PASS', usernameVariable: 'USERNAMEVARIABLE')]}"
                              },
                              "children": [
                                {
                                  "arguments": [
                                    {
                                      "key": "script",
                                      "value": {
                                        "isLiteral": true,
                                        "value": "docker login"
                                      }
                                    }
                                  ],
                                  "name": "sh"
                                }
                              ],
                              "name": "withCredentials"
                            }
                          ],
                          "name": "container"
                        }""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "kubernetes.io/basic-auth | usernamePassword(credentialsId: 'docker', passwordVariable: 'PASSWORDVARIABLE', usernameVariable: 'USERNAMEVARIABLE')",
                "secret-text | string(credentialsId: 'docker', variable: 'VARIABLE')",
                "credential.devops.kubesphere.io/kubeconfig | string(credentialsId: 'docker', variable: 'VARIABLE')",
                "credential.devops.kubesphere.io/ssh-auth | sshUserPrivateKey(credentialsId: 'docker', keyFileVariable: 'KEYFILEVARIABLE', passphraseVariable: 'PASSPHRASEVARIABLE', usernameVariable: 'SSHUSERPRIVATEKEY')",
            })
    void eachTypeOfCredentialIsBound(String type, String binding) {
        assertThat(render("{template: x, secret: {wrap: true, type: " + type + "}}", "{}", SECRET))
                .contains("\"value\": \"${[" + binding + "]}\"");
    }

    @Test
    void aStepOfTheDslIsTheJsonOfTheTemplate() {
        assertThat(render(
                        "{runtime: dsl, template: '{\"name\":\"sleep\",\"arguments\":[{\"key\":\"time\",\"value\":{\"isLiteral\":true,\"value\":{{.param.time}}}}]}',"
                                + " parameters: [{name: time, type: number, required: true, defaultValue: '3'}]}",
                        "{}",
                        Optional.empty()))
                .contains("\"name\": \"sleep\"", "\"value\": 3\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{template: x, parameters: [{name: a, required: true}]} | {} | the parameter \"a\" is required; give it a value",
                "{template: x, parameters: [{name: a, required: true}]} | {\"a\": {\"name\": \"\"}} | the parameter \"a\" is required; give it a value",
                "{template: x, parameters: [{name: a, type: bool}]} | {\"a\": \"1\"} | the parameter \"a\" must be true or false",
                "{template: x, parameters: [{name: a, type: number}]} | {\"a\": \"007\"} | the parameter \"a\" must be a number",
                "{template: x, parameters: [{name: a, type: enum, options: '[{\"value\":\"X\"},{\"value\":\"Y\"}]'}]} | {\"a\": \"Z\"} | the parameter \"a\" must be one of X, Y",
                "{runtime: dsl, template: 'echo 1'} | {} | the template has the runtime dsl, and its result is not JSON: line 1, column 5 of the result",
                "{runtime: dsl, template: '[1]'} | {} | the template has the runtime dsl, and its result is not a step: a JSON object with a name and arguments",
                "{template: x, secret: {wrap: true, type: Opaque}} | {} | spec.secret.type is \"Opaque\"; a step can be wrapped with basic-auth, secret-text, kubeconfig or ssh-auth",
                "{template: x, secret: {wrap: true, type: ssh-auth, mapping: {keyFileVariable: a-b}}} | {} | spec.secret.mapping.keyFileVariable is not the name of a variable; use letters, digits and _",
            })
    void whatIsWrongIsNamed(String spec, String given, String message) {
        assertThatThrownBy(() -> render(spec, given, SECRET)).hasMessage(message);
    }

    @Test
    void aStepThatNeedsACredentialIsNotMadeWithoutOne() {
        assertThatThrownBy(() -> render("{template: x, secret: {wrap: true, type: ssh-auth}}", "{}", Optional.empty()))
                .hasMessage("the step needs a credential of type ssh-auth; name one in the query:"
                        + " ?secret=NAME&secretNamespace=NAMESPACE");
    }

    @Test
    void aParameterWithAConditionMayBeLeftOutAndABoxUnticked() {
        assertThat(render(
                        "{template: 'a{{.param.a}} {{if .param.b}}1{{else}}2{{end}}',"
                                + " parameters: [{name: a, required: true, condition: x}, {name: b, type: bool}]}",
                        "{}",
                        Optional.empty()))
                .contains("\"a 2\"");
    }

    private static String render(String spec, String given, Optional<SecretReference> secret) {
        Map<String, JsonNode> values = new HashMap<>();
        Serialization.unmarshal(given, JsonNode.class)
                .fields()
                .forEachRemaining(field -> values.put(field.getKey(), field.getValue()));
        return StepTemplateRenderer.render(
                Serialization.unmarshal("---\n" + spec, StepTemplateSpec.class), values, secret);
    }
}
