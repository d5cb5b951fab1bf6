package io.jenkins.plugins.kubesphere.devops.jenkins.engine.listener;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.PluginWrapper;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.listeners.ItemListener;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent.AgentPodTroubleTracker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * Hears from the plugin kubernetes how the pods of its agents are. That plugin watches its pods anyhow. It is called by
 * name: as an optional dependency, an older version of it would keep this plugin from starting.
 */
@Extension
public final class AgentPodListener extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(AgentPodListener.class.getName());
    private static final String LISTENER = "org.csanchez.jenkins.plugins.kubernetes.pod.retention.Reaper$Listener";

    @Override
    public void onLoaded() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("kubernetes");
        if (plugin == null || !plugin.isActive()) {
            LOGGER.fine("The plugin kubernetes is not installed, or disabled, so no agent runs in a pod of it");
            return;
        }
        try {
            add(Class.forName(LISTENER, false, Jenkins.get().getPluginManager().uberClassLoader));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOGGER.log(
                    Level.WARNING,
                    "The plugin kubernetes has no " + LISTENER
                            + " that can be used: runs that wait for an agent do not say what is wrong with its pod",
                    e);
        }
    }

    private static <T> void add(Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> handle(proxy, method, arguments);
        ExtensionList.lookup(type)
                .add(type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler)));
    }

    private static Object handle(Object proxy, Method method, Object[] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> AgentPodListener.class.getName();
            };
        }
        Node agent = null;
        Pod pod = null;
        for (Object argument : arguments == null ? new Object[0] : arguments) {
            agent = argument instanceof Node found ? found : agent;
            pod = argument instanceof Pod found ? found : pod;
        }
        if (agent != null && pod != null) {
            onPod(agent, pod);
        }
        return null;
    }

    private static void onPod(Node agent, Pod pod) {
        if (Jenkins.get().getNode(agent.getNodeName()) == null) {
            // A late event about an agent that was removed meanwhile. Nothing would remove its pod again.
            AgentPodTroubleTracker.get().remove(agent.getNodeName());
            return;
        }
        Set<String> labels = Stream.of(agent.getLabelString().split("\\s+"))
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toSet());
        if (AgentPodTroubleTracker.get().update(agent.getNodeName(), labels, pod)) {
            for (Queue.Item item : Jenkins.get().getQueue().getItems()) {
                AgentQueueListener.publishIfWaiting(item);
            }
        }
    }
}
