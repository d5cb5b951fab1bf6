package io.jenkins.plugins.kubesphere.devops.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves these parameters of test methods, of life cycle methods such as {@code @BeforeEach}, and of constructors:
 *
 * <ul>
 *   <li>{@link KubernetesCluster}: the cluster of the run, started at the first use; do not close it;
 *   <li>{@link Config}: a new configuration of the administrator, which the test may change;
 *   <li>{@link KubernetesClient}: the client of the administrator, shared by all tests; do not close it;
 *   <li>{@link TestNamespace}: the namespace of the test, the same for all its parameters. A {@code @BeforeAll} method
 *       gets the namespace of the class, and all tests of the class use that one.
 * </ul>
 */
public final class ClusterExtension implements ParameterResolver {
    private static final Namespace STORE = Namespace.create(ClusterExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KubernetesCluster.class
                || type == Config.class
                || type == KubernetesClient.class
                || type == TestNamespace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        SharedCluster shared = shared(context);
        if (type == KubernetesCluster.class) {
            return shared.cluster();
        }
        if (type == Config.class) {
            return shared.cluster().createConfig();
        }
        if (type == KubernetesClient.class) {
            return shared.client();
        }
        return context.getStore(STORE)
                .computeIfAbsent(
                        StoredNamespace.class,
                        key -> StoredNamespace.create(context, shared.client()),
                        StoredNamespace.class)
                .namespace();
    }

    /** A new configuration of the administrator, for extensions that build on this one. */
    public static Config createConfig(ExtensionContext context) {
        return shared(context).cluster().createConfig();
    }

    private static SharedCluster shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE)
                .computeIfAbsent(SharedCluster.class, key -> SharedCluster.start(), SharedCluster.class);
    }

    /**
     * Gives a constructor the namespace of the test. By default, it would get that of the class, which parallel tests
     * would share.
     */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /**
     * Deletes the namespace when the store of the test is closed, which is after its last {@code @AfterEach} or {@code
     * @AfterAll} method.
     */
    private record StoredNamespace(TestNamespace namespace, KubernetesClient client) implements AutoCloseable {
        static StoredNamespace create(ExtensionContext context, KubernetesClient client) {
            String type = context.getRequiredTestClass().getSimpleName();
            String method = context.getTestMethod().map(m -> "-" + m.getName()).orElse("");
            return new StoredNamespace(TestNamespace.create(client, type + method), client);
        }

        @Override
        public void close() {
            namespace.delete(client);
        }
    }
}
