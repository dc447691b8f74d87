"""Metric operations on lon/lat: everything runs on the ellipsoid or in a local plane, never in degrees.

Results are valid, inside the world and split at the antimeridian (RFC 7946). Whatever is not finite or out of range is
rejected before shapely sees it. Longitudes beyond +-180 are welcome inside: they are how a shape says that it
crosses the antimeridian, until `split_antimeridian` cuts it there.
"""

from geoevents.geodesy.antimeridian import merge, split_antimeridian, union, valid
from geoevents.geodesy.local import Local, buffer_m, chunks, flat_sectors, grow, middle, sector, straightened
from geoevents.geodesy.measure import area_m2, clip, great_circle, length_m, representative
from geoevents.geodesy.positions import bearing_deg, check, destination, distance_m, from_utm, geod, rough_m, wrap

__all__ = [
    "Local",
    "area_m2",
    "bearing_deg",
    "buffer_m",
    "check",
    "chunks",
    "clip",
    "destination",
    "distance_m",
    "flat_sectors",
    "from_utm",
    "geod",
    "great_circle",
    "grow",
    "length_m",
    "merge",
    "middle",
    "representative",
    "rough_m",
    "sector",
    "split_antimeridian",
    "straightened",
    "union",
    "valid",
    "wrap",
]
