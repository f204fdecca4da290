"""Figures and their intervals, on matrices small enough to reckon by hand."""

import unittest

import numpy as np

from bootstrap import interval
from scores import confusion, counted, iou, mean_iou, merged_iou

IGNORED, NONE = 255, 200


class Scores(unittest.TestCase):
    def test_a_wrong_answer_of_no_class_costs_its_truth_alone(self) -> None:
        truth = np.array([0, 0, 1, 1, IGNORED])
        predicted = np.array([0, NONE, 1, 0, 0])
        matrix = confusion(truth, predicted, 2)
        np.testing.assert_array_equal(matrix, [[1, 0, 1], [1, 1, 0]])
        np.testing.assert_allclose(iou(matrix), [1 / 3, 1 / 2])

    def test_classes_of_less_than_half_a_per_cent_are_left_out_of_the_mean(self) -> None:
        matrix = np.array([[996, 0, 0, 0], [0, 5, 0, 0], [0, 0, 0, 4]])
        matrix[0, 0] = 991
        np.testing.assert_array_equal(counted(matrix), [True, True, False])
        self.assertEqual(mean_iou(matrix), 1)

    def test_merged_classes_may_be_taken_for_one_another(self) -> None:
        matrix = np.array([[4, 3, 1, 0], [2, 5, 0, 0], [0, 1, 9, 0]])
        # 14 pixels right of 15 true and 15 predicted
        self.assertAlmostEqual(float(merged_iou(matrix, [0, 1])), 14 / 16)

    def test_functions_take_a_stack_of_matrices(self) -> None:
        matrices = np.random.default_rng(0).integers(0, 50, (4, 3, 4))
        for function in (mean_iou, lambda m: merged_iou(m, [0, 2])):
            np.testing.assert_allclose(function(matrices), [function(matrix) for matrix in matrices])


class Interval(unittest.TestCase):
    def test_it_repeats_surrounds_the_figure_and_narrows_with_more_patches(self) -> None:
        random = np.random.default_rng(3)
        patches = random.integers(0, 40, (60, 3, 4)) + 60 * np.eye(3, 4, dtype=int)
        low, high = interval(patches, mean_iou)
        self.assertEqual(interval(patches, mean_iou), [low, high])
        self.assertTrue(low < mean_iou(patches.sum(0)) < high)
        few = interval(patches[:6], mean_iou)
        self.assertGreater(few[1] - few[0], 1.5 * (high - low))

    def test_patches_all_alike_leave_no_doubt(self) -> None:
        low, high = interval(np.repeat([[[8, 2, 0], [1, 9, 0]]], 10, 0), mean_iou)
        self.assertAlmostEqual(low, high)


if __name__ == "__main__":
    unittest.main()
