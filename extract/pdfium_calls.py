"""Calls of pdfium that are made for every glyph or object, bound so that addresses are plain numbers."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium


def bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium that takes addresses as plain numbers, for calls that must be cheap.

    They are over so soon that letting other threads of Python run meanwhile would take longer.
    """
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
    return bound


_POINTER, _INT, _FLOAT, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_ulong
get_text = bind("FPDFText_GetText", ctypes.c_int, _POINTER, _INT, _INT, _POINTER)
get_unicode = bind("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
lacks_unicode = bind("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
get_owner = bind("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
get_origin = bind("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
get_matrix = bind("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
get_size = bind("FPDFText_GetFontSize", ctypes.c_double, _POINTER, _INT)
get_loose_box = bind("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
get_ink_box = bind("FPDFText_GetCharBox", _INT, _POINTER, _INT, _POINTER, _POINTER, _POINTER, _POINTER)
get_font = bind("FPDFTextObj_GetFont", _POINTER, _POINTER)
get_object_size = bind("FPDFTextObj_GetFontSize", _INT, _POINTER, _POINTER)
get_object_matrix = bind("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
get_font_name = bind("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
get_family_name = bind("FPDFFont_GetFamilyName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
is_embedded = bind("FPDFFont_GetIsEmbedded", _INT, _POINTER)
get_descent = bind("FPDFFont_GetDescent", _INT, _POINTER, _FLOAT, _POINTER)
get_advance = bind("FPDFFont_GetGlyphWidth", _INT, _POINTER, ctypes.c_uint32, _FLOAT, _POINTER)
count_objects = bind("FPDFPage_CountObjects", _INT, _POINTER)
get_object = bind("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_form_objects = bind("FPDFFormObj_CountObjects", _INT, _POINTER)
get_form_object = bind("FPDFFormObj_GetObject", _POINTER, _POINTER, _LONG)
get_bounds = bind("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
count_segments = bind("FPDFPath_CountSegments", _INT, _POINTER)
get_segment = bind("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
get_segment_kind = bind("FPDFPathSegment_GetType", _INT, _POINTER)
get_kind = bind("FPDFPageObj_GetType", _INT, _POINTER)
get_clip = bind("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
count_clips = bind("FPDFClipPath_CountPaths", _INT, _POINTER)
count_clip_segments = bind("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT)
get_clip_segment = bind("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT)
get_point = bind("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
get_text_mode = bind("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
get_fill = bind("FPDFPageObj_GetFillColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
get_draw_mode = bind("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)


def address(handle: Any) -> int:
    """Return the address that a handle of pypdfium2 points to."""
    return ctypes.cast(handle, _POINTER).value or 0
