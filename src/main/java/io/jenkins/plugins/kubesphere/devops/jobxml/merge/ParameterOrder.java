package io.jenkins.plugins.kubesphere.devops.jobxml.merge;

import io.jenkins.plugins.kubesphere.devops.jobxml.dom.DomElements;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The order in which Jenkins asks for our parameters is that of the spec. Others keep their places among them: a
 * declarative Pipeline puts its own first, and would do so again.
 */
final class ParameterOrder {
    private ParameterOrder() {}

    /**
     * @param ours elements of one list, in the order that they shall have
     * @return whether anything had to move
     */
    static boolean restore(List<Element> ours) {
        List<Element> asTheyStand = ours.stream()
                .sorted(Comparator.comparingInt(ParameterOrder::index))
                .toList();
        if (asTheyStand.equals(ours)) {
            return false;
        }
        Node list = ours.get(0).getParentNode();
        List<Node> slots = asTheyStand.stream()
                .map(element -> {
                    Node slot = element.getOwnerDocument().createComment("slot");
                    list.replaceChild(slot, element);
                    return slot;
                })
                .toList();
        IntStream.range(0, slots.size()).forEach(i -> list.replaceChild(ours.get(i), slots.get(i)));
        return true;
    }

    private static int index(Element element) {
        return DomElements.children((Element) element.getParentNode()).indexOf(element);
    }
}
