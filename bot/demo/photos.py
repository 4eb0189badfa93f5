"""Photos for the demo, drawn on the spot: a dark stairwell, the same one lit again, a loose manhole cover."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 960, 720
STEPS = 7


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.5)).save(out, "JPEG", quality=85)
    return out.getvalue()


def stairwell(*, lit: bool) -> bytes:
    """Stairs under a lamp; without it one hardly sees them."""
    wall, stair, edge = ("#d9cfb4", "#a99c80", "#7d7159") if lit else ("#23242b", "#1b1c22", "#30313a")
    image = Image.new("RGB", (WIDTH, HEIGHT), wall)
    draw = ImageDraw.Draw(image)
    for n in range(STEPS):
        left, top = 150 + n * 70, HEIGHT - 60 - n * 62
        draw.rectangle((left, top, WIDTH, top + 62), fill=stair, outline=edge, width=5)
    draw.line((120, 430, 600, 60), fill=edge, width=14)
    draw.line((430, 0, 430, 70), fill=edge, width=6)
    if lit:
        glow = Image.new("L", (WIDTH, HEIGHT), 0)
        ImageDraw.Draw(glow).ellipse((170, -130, 690, 390), fill=170)
        image.paste("#fff6d0", mask=glow.filter(ImageFilter.GaussianBlur(70)))
        draw = ImageDraw.Draw(image)
    draw.ellipse((395, 65, 465, 135), fill="#fffbe8" if lit else "#3a3b44", outline=edge, width=4)
    return _jpeg(image)


def manhole(angle: int = 0) -> bytes:
    """A cover beside its hole, on a road; another `angle`, another photo of it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "#6d7076")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 120), fill="#9d978c")
    draw.rectangle((0, 112, WIDTH, 134), fill="#c9c3b5")
    for n in range(4):
        draw.rectangle((60 + n * 250, 640, 200 + n * 250, 664), fill="#e8e4d6")
    draw.ellipse((270, 250, 690, 560), fill="#17181b", outline="#4a4c51", width=10)
    draw.ellipse((330 + angle, 205, 760 + angle, 515), fill="#54504a", outline="#2c2a27", width=14)
    for row in range(4):
        for column in range(5):
            x, y = 430 + angle + column * 56, 270 + row * 52
            draw.rounded_rectangle((x, y, x + 34, y + 22), 8, fill="#3a3733")
    return _jpeg(image)
