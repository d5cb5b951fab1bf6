package io.jenkins.plugins.kubesphere.devops.acceptance.support;

import io.jenkins.plugins.kubesphere.devops.controlplane.ClusterExtension;
import io.jenkins.plugins.kubesphere.devops.realjenkins.JenkinsDistribution;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the {@link AcceptanceTargetFactory} of the test run into tests. */
public final class TargetExtension implements ParameterResolver {
    private static final Namespace STORE = Namespace.create(TargetExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AcceptanceTargetFactory.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Optional<ControllerTarget> controller = JenkinsDistribution.findGiven().map(files -> context.getStore(
                        StoreScope.LAUNCHER_SESSION, STORE)
                .computeIfAbsent(SharedController.class, key -> new SharedController(files), SharedController.class)
                .target);
        return new AcceptanceTargetFactory(controller, () -> ClusterExtension.createConfig(context));
    }

    /** The controller that all tests of a run share, because its start takes half a minute. */
    private static final class SharedController implements AutoCloseable {
        private final ControllerTarget target;

        SharedController(JenkinsDistribution files) {
            target = ControllerTarget.install(files);
        }

        @Override
        public void close() {
            target.shutDown();
        }
    }
}
