from typing import Literal

NewUploadContentType = Literal["image/jpeg", "image/png", "image/webp", "video/mp4", "video/quicktime", "video/webm"]

NEW_UPLOAD_CONTENT_TYPE_VALUES: set[NewUploadContentType] = {
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/mp4",
    "video/quicktime",
    "video/webm",
}


def check_new_upload_content_type(value: str) -> NewUploadContentType:
    if value in NEW_UPLOAD_CONTENT_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_UPLOAD_CONTENT_TYPE_VALUES!r}")
