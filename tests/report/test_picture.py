import struct

from pipeline.report.picture import DOTS_AN_INCH, ROOM, picture

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" style="font-family:\'{face}\',Arial,sans-serif">'
    '<text x="10" y="30" style="font-size:20px">{words}</text></svg>'
)


def drawing(words="Invented", width=300, height=100, face="Source Sans Pro"):
    return DRAWING.format(words=words, width=width, height=height, face=face)


def pixels(png):
    return struct.unpack(">II", png[16:24])


def test_a_picture_fills_the_room_it_has_in_its_own_proportions():
    low, tall = picture(drawing(width=400, height=100)), picture(drawing(width=100, height=400))

    assert (low.width, low.height) == (ROOM[0], ROOM[0] / 4)
    assert (tall.width, tall.height) == (ROOM[1] / 4, ROOM[1])


def test_a_picture_has_200_dots_an_inch():
    shown = picture(drawing())

    assert pixels(shown.png)[0] == round(shown.width / 25.4 * DOTS_AN_INCH)


def test_the_same_drawing_gives_the_same_bytes_and_words_are_drawn():
    again = picture.__wrapped__(drawing())

    assert picture(drawing()).png == again.png
    assert picture(drawing("Another word")).png != again.png
    assert len(picture(drawing("")).png) < len(again.png)


def test_words_are_set_in_the_pages_typeface_whatever_the_machine_has():
    assert picture(drawing(face="A face that no machine has")).png == picture(drawing()).png
