package io.jenkins.plugins.kubesphere.devops.jenkins.engine.agent;

import hudson.Extension;
import hudson.ExtensionList;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.BoundedCollections;
import io.jenkins.plugins.kubesphere.devops.kubernetes.work.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The pods of agents that start, and how many failed before them. Thread-safe. */
@Extension
public final class AgentPodTroubleTracker {
    private static final int MAX_PODS = 500;

    /** The pod after two that failed is the third: pods are created in a loop. */
    private static final int LOOP_BEGINS_AT = 3;

    /**
     * Older failures say nothing about the next pod: the image or the template may be another one by now. But Jenkins
     * waits up to 1,000 seconds by default until it gives up a pod, and the one before must still be known then.
     */
    private static final Duration MEMORY = Duration.ofMinutes(30);

    private static final String RECREATED = "AgentRecreated";

    /** By the name of the agent. */
    private final Map<String, AgentPod> pods = BoundedCollections.map(MAX_PODS);

    /** By the purpose of the pods. */
    private final Map<String, Failures> failures = BoundedCollections.map(MAX_PODS);

    /**
     * Pods that had a trouble when their agents were removed.
     *
     * @param count how many, without an agent between that connected
     * @param end until when this says something about the next pod
     */
    private record Failures(int count, AgentPod last, Deadline end) {}

    private final LongSupplier nanoTime;

    public AgentPodTroubleTracker() {
        this(System::nanoTime);
    }

    AgentPodTroubleTracker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The tracker of this controller. */
    public static AgentPodTroubleTracker get() {
        return ExtensionList.lookupSingleton(AgentPodTroubleTracker.class);
    }

    /**
     * Records how a pod is.
     *
     * @param agent the name of its agent
     * @param labels the labels of its agent
     * @return whether it has a problem that it did not have before
     */
    public boolean update(String agent, Set<String> labels, Pod pod) {
        AgentPod now = AgentPod.of(pod, labels);
        AgentPod before = pods.put(agent, now);
        return now.needsAttention() && (before == null || !before.trouble().equals(now.trouble()));
    }

    /** Forgets the pod of an agent that has connected, and the failures before it: a pod that only runs may still fail. */
    public void connect(String agent) {
        AgentPod connected = pods.remove(agent);
        if (connected != null) {
            failures.remove(connected.purpose());
        }
    }

    /** Forgets the pod of an agent that was removed, except that it failed. */
    public void remove(String agent) {
        AgentPod removed = pods.remove(agent);
        if (removed != null && removed.needsAttention()) {
            synchronized (failures) {
                int before = recentFailures(removed).map(Failures::count).orElse(0);
                // Removed first, so that the last one that failed is the last one of the map.
                failures.remove(removed.purpose());
                failures.put(removed.purpose(), new Failures(before + 1, removed, Deadline.after(MEMORY, nanoTime)));
            }
        }
    }

    /**
     * Returns what is known of the pods for a build that waits for an agent.
     *
     * @param buildUrl the address of the build below that of Jenkins
     * @param hasLabels whether the labels of an agent are those for which the build waits
     * @return empty if no pod is started for it, and none failed
     */
    public Optional<AgentWaitReason> find(String buildUrl, Predicate<Set<String>> hasLabels) {
        Optional<AgentPod> pod;
        synchronized (pods) {
            pod = pods.values().stream()
                    .filter(found -> found.trouble().isPresent() && found.isFor(buildUrl, hasLabels))
                    // The last one that is in trouble, else the last one.
                    .reduce((first, second) -> first.needsAttention() && !second.needsAttention() ? first : second);
        }
        if (pod.isPresent()) {
            return pod.map(found -> describe(found, recentFailures(found)));
        }
        synchronized (failures) {
            return failures.values().stream()
                    .filter(found -> isRecent(found) && found.last().isFor(buildUrl, hasLabels))
                    .reduce((first, second) -> second)
                    .map(AgentPodTroubleTracker::describe);
        }
    }

    private Optional<Failures> recentFailures(AgentPod pod) {
        return Optional.ofNullable(failures.get(pod.purpose())).filter(AgentPodTroubleTracker::isRecent);
    }

    private static boolean isRecent(Failures found) {
        return !found.end().hasPassed();
    }

    private static AgentWaitReason describe(AgentPod pod, Optional<Failures> before) {
        PodTrouble trouble = pod.trouble().orElseThrow();
        int count = before.map(Failures::count).orElse(0);
        String text = "pod " + pod.name() + " " + trouble.text();
        return count == 0
                ? new AgentWaitReason(trouble.kind(), text)
                : new AgentWaitReason(
                        count + 1 >= LOOP_BEGINS_AT ? RECREATED : trouble.kind(),
                        text + "; pods before it that failed: " + count);
    }

    private static AgentWaitReason describe(Failures failures) {
        AgentPod last = failures.last();
        PodTrouble trouble = last.trouble().orElseThrow();
        return new AgentWaitReason(
                failures.count() >= LOOP_BEGINS_AT ? RECREATED : trouble.kind(),
                "pods that failed: " + failures.count() + "; the last one, " + last.name() + ", " + trouble.text());
    }
}
