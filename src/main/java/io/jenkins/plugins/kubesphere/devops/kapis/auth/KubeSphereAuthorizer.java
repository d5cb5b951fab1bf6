package io.jenkins.plugins.kubesphere.devops.kapis.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Lets KubeSphere decide. Kubernetes does not know the roles of its workspaces, nor most of those of its platform. Only
 * users whom KubeSphere has named itself are asked for: a user of Kubernetes with such a name is somebody else.
 */
public final class KubeSphereAuthorizer implements Authorizer {
    private static final String PATH = "/kapis/iam.kubesphere.io/v1beta1/subjectaccessreviews";
    private static final String API_VERSION = "iam.kubesphere.io/v1beta1";
    private static final int OK = 200;

    /** KubeSphere decides all reviews of a list at once. */
    private static final int MAX_REVIEWS = 200;

    private final KubeSphereClient client;

    /** @param client of an account that may create SubjectAccessReviews in KubeSphere */
    public KubeSphereAuthorizer(KubeSphereClient client) {
        this.client = client;
    }

    @Override
    public boolean allows(Caller caller, ResourceAttributes attributes) {
        return !allowed(caller, List.of(attributes)).isEmpty();
    }

    @Override
    public Set<ResourceAttributes> allowed(Caller caller, Collection<ResourceAttributes> questions) {
        Set<ResourceAttributes> allowed = new HashSet<>();
        if (caller.origin() != Caller.Origin.KUBESPHERE) {
            return allowed;
        }
        List<ResourceAttributes> all = List.copyOf(questions);
        for (int first = 0; first < all.size(); first += MAX_REVIEWS) {
            allowed.addAll(ask(caller, all.subList(first, Math.min(all.size(), first + MAX_REVIEWS))));
        }
        return allowed;
    }

    private Set<ResourceAttributes> ask(Caller caller, List<ResourceAttributes> questions) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", API_VERSION).put("kind", "SubjectAccessReviewList");
        ArrayNode items = list.putArray("items");
        questions.forEach(question -> items.add(review(caller, question)));
        KubeSphereClient.Answer answer = client.post(PATH, list);
        if (answer.status() != OK) {
            throw new ReviewUnavailableException(
                    "KubeSphere answered " + answer.status() + " to " + PATH
                            + "; the account of the configured token needs the right to create subjectaccessreviews there",
                    null);
        }
        // The reviews come back in any order, each with its question.
        Set<ResourceAttributes> allowed = new HashSet<>();
        for (JsonNode review : answer.body().path("items")) {
            if (review.path("status").path("allowed").asBoolean()
                    && caller.name().equals(review.path("spec").path("user").asText())) {
                findQuestion(questions, review.path("spec").path("resourceAttributes"))
                        .forEachRemaining(allowed::add);
            }
        }
        return allowed;
    }

    private static ObjectNode review(Caller caller, ResourceAttributes question) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", API_VERSION).put("kind", "SubjectAccessReview");
        ObjectNode spec = review.putObject("spec");
        spec.put("user", caller.name()).put("uid", caller.uid());
        caller.groups().forEach(spec.putArray("groups")::add);
        spec.set("resourceAttributes", attributes(question));
        return review;
    }

    private static ObjectNode attributes(ResourceAttributes question) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        put(attributes, "verb", question.verb());
        put(attributes, "group", question.group());
        put(attributes, "version", question.version());
        put(attributes, "resource", question.resource());
        put(attributes, "subresource", question.subresource());
        put(attributes, "name", question.name());
        put(attributes, "namespace", question.namespace());
        put(attributes, "workspace", question.workspace());
        put(attributes, "resourceScope", scope(question));
        return attributes;
    }

    private static String scope(ResourceAttributes question) {
        if (!question.namespace().isEmpty()) {
            return "Namespace";
        }
        return question.workspace().isEmpty() ? "Cluster" : "Workspace";
    }

    /** KubeSphere leaves empty texts out, so this does as well, to compare them. */
    private static void put(ObjectNode attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    private static Iterator<ResourceAttributes> findQuestion(List<ResourceAttributes> questions, JsonNode answered) {
        return questions.stream()
                .filter(question -> attributes(question).equals(answered))
                .iterator();
    }
}
