import { ImageName, imageName } from './image-names';
import { Finding } from '../../model/check';
import { PodTemplate } from '../../model/manifest-pods';
import { judgeContainers } from '../pods/containers';

/** Judges the image of each container; those without one, and those that a mesh is to fill in, are nobody's. */
export function judgeImages(
  pods: readonly PodTemplate[], judge: (image: ImageName) => Pick<Finding, 'passed' | 'message' | 'expected'>,
): Finding[] {
  return judgeContainers(pods, ({ content, path }) => {
    const image = imageName(content.image);
    return image === undefined ? undefined : { ...judge(image), path: `${path}.image`, actual: content.image };
  });
}
