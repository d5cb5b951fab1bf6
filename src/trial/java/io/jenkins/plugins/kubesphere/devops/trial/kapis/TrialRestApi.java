package io.jenkins.plugins.kubesphere.devops.trial.kapis;

import io.fabric8.kubernetes.client.Config;
import io.jenkins.plugins.kubesphere.devops.engine.Engine;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisSettings;
import io.jenkins.plugins.kubesphere.devops.kapis.KapisTimings;
import io.jenkins.plugins.kubesphere.devops.kapis.RestApi;
import io.jenkins.plugins.kubesphere.devops.kapis.auth.RequestAuthenticator.SessionAuthenticator;
import io.jenkins.plugins.kubesphere.devops.kapis.http.ControllerPages;
import io.jenkins.plugins.kubesphere.devops.operator.OperatorSettings;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The REST API of a trial without Jenkins. Who has a token of the cluster may use it. */
public final class TrialRestApi implements AutoCloseable {
    private final RestApi service;
    private final KapisServer server;

    private TrialRestApi(RestApi service, KapisServer server) {
        this.service = service;
        this.server = server;
    }

    /**
     * Starts it on any free port of this machine.
     *
     * @param output receives each change of its connection to the cluster
     */
    public static TrialRestApi start(
            Supplier<Config> cluster, OperatorSettings settings, Engine engine, Consumer<String> output) {
        RestApi service = new RestApi(
                KapisSettings.ofKubernetes("", settings.namespaces(), settings.systemNamespace()),
                cluster::get,
                engine,
                KapisTimings.DEFAULT,
                SessionAuthenticator.NONE,
                (caller, attributes) -> false,
                ControllerPages.NONE,
                status -> output.accept(status.toString()));
        service.start();
        boolean started = false;
        try {
            TrialRestApi api = new TrialRestApi(service, KapisServer.start(0, service.servlet()));
            started = true;
            return api;
        } finally {
            if (!started) {
                service.close();
            }
        }
    }

    /** Where it is, without a slash at the end. */
    public URI address() {
        return server.address();
    }

    /** A command that shows what the API answers. */
    public String exampleCommand(String project) {
        return "curl -H \"Authorization: Bearer $(./run kubectl config view --raw --minify -o 'jsonpath={.users[0].user.token}')\" "
                + server.address() + "/kapis/devops.kubesphere.io/v1alpha3/namespaces/" + project + "/pipelines";
    }

    @Override
    public void close() {
        server.close();
        service.close();
    }
}
