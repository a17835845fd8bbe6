from load.layout import plan_layout
from load.views import MOST_IN_OVERVIEW, build_views
from tests.builders import build_facts, build_many, build_policy


def test_a_small_graph_of_one_document_has_no_overview():
    facts = build_policy()
    assert [view.name for view in build_views(facts, plan_layout(facts))] == ["all", "network"]


def test_nothing_has_one_empty_view():
    [view] = build_views(build_facts([]), plan_layout(build_facts([])))
    assert view.layout.places == {}


def test_a_large_graph_begins_with_an_overview_that_fits_a_screen():
    facts = build_many(1000, 8)
    views = list(build_views(facts, plan_layout(facts)))
    assert [view.name for view in views][:3] == ["overview", "all", "network"]
    assert len(views) == 3 + 8
    assert 10 <= len(views[0].layout.places) <= MOST_IN_OVERVIEW
    assert len(views[1].layout.places) == len(facts.entities)


def test_the_overview_draws_the_ties_of_what_it_hides():
    facts = build_many(400, 6)
    overview = next(build_views(facts, plan_layout(facts)))
    kinds = {entity.id: entity.kind for entity in facts.entities}
    assert "measure" not in {kinds[name] for name in overview.layout.places}
    bundles = [bundle for bundle in overview.bundles if bundle.relation == "in_sector"]
    assert bundles
    assert all({bundle.source, bundle.target} <= set(overview.layout.places) for bundle in bundles)
    hidden = {relation.id for relation in facts.relations if relation.relation == "in_sector"}
    assert {name for bundle in bundles for name in bundle.members} == hidden


def test_a_document_view_shows_what_the_document_names():
    facts = build_many(200, 3)
    views = {view.name: view for view in build_views(facts, plan_layout(facts))}
    for document in (entity for entity in facts.entities if entity.kind == "document"):
        own = document.evidence[0].document_id
        named = {
            entity.id for entity in facts.entities if own in {item.document_id for item in entity.evidence}
        }
        assert set(views[document.id].layout.places) == named
