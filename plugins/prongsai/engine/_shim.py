import base64, pickle
from prongsai.model import Site
from prongsai import checks
from prongsai.exporters import search_index as si, data_index as di
from prongsai.load.frameworks import load_frameworks
from prongsai.pages import reference
class _P:
    def __init__(self, v): self.v=v
    def as_json(self): return base64.b64encode(pickle.dumps(self.v)).decode()
    @classmethod
    def from_json(cls, s): return cls(pickle.loads(base64.b64decode(s)))
class Share(_P): pass
class SearchShare(_P): pass
class OfferRows(_P): pass
def look_at(a, fw): return Share(a)
def judge(shares): return checks.check(Site(tuple(s.v for s in shares), load_frameworks()))
def offer_rows(offer, options): return OfferRows(offer)
def site_files(rows, at, reach): return di.site_files([r.v for r in rows], at, reach)
def agency_entries(agency, drafts, ma):
    return SearchShare((agency, list(si.page_entries(Site((agency,)), drafts, ma))))
def problem_from_json(r): return pickle.loads(base64.b64decode(r))

def search_index_of(parts, brief, synonyms):
    from prongsai.engine.whole import front_page
    home = front_page(parts, brief.options)
    site = Site(tuple(p.search.v[0] for p in parts), {}, synonyms)
    entries = [*(si.page_entries(site, [home] if home else [], None)), *(e for p in parts for e in p.search.v[1]), *(w.entry() for w in brief.written)]
    link = str if brief.options.directory_urls else with_index
    return si._write(site, [e for e in entries if e.location not in brief.around.taken], link)
def with_index(address: str) -> str:
    path, mark, anchor = address.partition("#")
    return f"{path}index.html{mark}{anchor}" if path == "" or path.endswith("/") else address
